import type { Layout } from '../production-logs/reading/layout.ts'
import { applicationIn, createLooker, type Look, mostOfLook } from './look-at.ts'
import { BrokenLog } from './open-log.ts'

/** The beginning of a log. */
export interface Beginning {
  readonly look: Look
  /** The text that was read for it. */
  readonly bytes: Buffer
  /** Why there is no more of it. */
  readonly broken: BrokenLog | undefined
}

/**
 * Reads as much of a log's text as a look takes: up to its first head, however far, and on. `bytes` has what was read, and no more is
 * looked at than that holds; of a text that can be read again, only whether there is any. The id of an application in the path counts more than one in the lines.
 */
export async function lookInto(
  path: string,
  text: AsyncIterator<Buffer>,
  layout?: Layout,
  { isReadAgain = false }: { readonly isReadAgain?: boolean } = {},
): Promise<Beginning> {
  const looker = createLooker(layout)
  const read: Buffer[] = []
  let size = 0
  let isWhole = true
  let broken: BrokenLog | undefined
  try {
    while (!looker.isEnough()) {
      if (!isReadAgain && size >= mostOfLook) {
        isWhole = false
        break
      }
      const next = await text.next()
      if (next.done === true) break
      // The chunk may be overwritten.
      if (!isReadAgain) read.push(Buffer.from(next.value))
      else if (size === 0) read.push(Buffer.from(next.value.subarray(0, 1)))
      size += next.value.length
      looker.push(next.value)
    }
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error
    broken = error
  }
  const look = looker.look()
  return {
    look: {
      ...look,
      application: applicationIn(path) ?? look.application,
      isWhole: isWhole || look.layout !== undefined,
    },
    bytes: Buffer.concat(read),
    broken,
  }
}

/** Why nothing of a file could be read: the file system refuses it, or its content breaks off at once. */
export const refusalOf = (bytes: Buffer, broken: BrokenLog | undefined): string | undefined =>
  bytes.length === 0 ? broken?.message : undefined
