import type { Layout } from '../production-logs/layout.ts'
import { reasonIn } from './find-logs.ts'
import { applicationIn, type Look, lookAt, mostOfLook } from './look-at.ts'
import { BrokenLog } from './open-log.ts'

/** The beginning of a log. */
export interface Beginning {
  readonly look: Look
  /** The text that was read for it. */
  readonly bytes: Buffer
  /** Why there is no more of it. */
  readonly broken: BrokenLog | undefined
}

/** Reads as much of a log's text as a look takes. The id of an application in the path counts more than one in the lines. */
export async function lookInto(path: string, text: AsyncIterator<Buffer>, layout?: Layout): Promise<Beginning> {
  const head: Buffer[] = []
  let size = 0
  let broken: BrokenLog | undefined
  try {
    while (size < mostOfLook) {
      const next = await text.next()
      if (next.done === true) break
      // The chunk may be overwritten.
      head.push(Buffer.from(next.value))
      size += next.value.length
    }
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error
    broken = error
  }
  const bytes = Buffer.concat(head)
  const look = lookAt(bytes.subarray(0, mostOfLook), layout)
  return { look: { ...look, application: applicationIn(path) ?? look.application }, bytes, broken }
}

/** Why the file system does not let a file be read, of which nothing could be read. */
export const refusalOf = (bytes: Buffer, broken: BrokenLog | undefined): string | undefined =>
  broken?.isRefused === true && bytes.length === 0 ? reasonIn(broken) : undefined
