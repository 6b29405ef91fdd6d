import { z } from 'zod'

const reportSchema = z.strictObject({
  states: z.int().positive(),
  generated: z.int().positive(),
  seconds: z.number().nonnegative(),
})

/** The result of a search by the Rust program. `generated` also counts known states and the initial state. */
export type StaterightReport = Readonly<z.infer<typeof reportSchema>>

/** @throws Error if the text is no such report */
export function readStateright(line: string): StaterightReport {
  return reportSchema.parse(JSON.parse(line))
}

/** The release of Stateright that a Cargo.lock names. */
export function releaseIn(lock: string): string {
  return /name = "stateright"\r?\nversion = "([^"]+)"/.exec(lock)?.[1] ?? 'of unknown release'
}
