import type { Application } from './application.ts'
import type { ByNumbers } from './reading/numbered-lines.ts'

/** Lets the application take the lines of a file that each epoch repeats by their numbers. */
export const byNumbers = (application: Application, file: string): Required<ByNumbers> => ({
  onWriterLine: (found, at) => application.takeWriterLine(found, at, file),
  onQueryLine: (found, at) => application.takeQueryLine(found, at, file),
})
