import { placeIn } from '../input/read-file.ts'
import { BrokenLog, canBeReadAgain } from './open-log.ts'
import type { SeenFile } from './plan-logs.ts'
import type { LogFile } from './read-log.ts'

/** Files, each log once, and what is said of the others: sentences. */
export interface WithoutCopies<File> {
  readonly files: readonly File[]
  readonly notes: readonly string[]
}

/**
 * Leaves out files whose text is that of another one, or its beginning: the same file by another name, a compressed one beside its
 * original, a download of an earlier day. Their lines would count twice. Texts are compared only as far as they are the same.
 */
export async function withoutCopies<File extends SeenFile & LogFile>(
  files: readonly File[],
  signal?: AbortSignal,
): Promise<WithoutCopies<File>> {
  const kept = new Map<number, File[]>()
  const left = new Map<File, File>()
  for (const file of files) {
    if (file.look.layout === undefined || !canBeReadAgain(file.path)) continue
    const others = kept.get(file.look.beginning) ?? []
    kept.set(file.look.beginning, others)
    const at = await copyAmong(file, others, signal)
    const other = at === undefined ? undefined : others[at.index]
    if (at === undefined || other === undefined) others.push(file)
    else if (at.isLonger) {
      others[at.index] = file
      left.set(other, file)
    } else left.set(file, other)
  }
  return {
    files: files.filter((file) => !left.has(file)),
    notes: [...left].map(
      ([file, other]) =>
        `${placeIn(file.path)}: the same log as ${placeIn(other.path)}, or its beginning; it was left out`,
    ),
  }
}

async function copyAmong(file: LogFile, others: readonly LogFile[], signal: AbortSignal | undefined) {
  for (const [index, other] of others.entries()) {
    const compared = await compare(file, other, signal)
    if (compared !== 'different') return { index, isLonger: compared === 'longer' }
  }
  return undefined
}

/** Whether the text goes on where the other one ends. */
async function compare(
  file: LogFile,
  other: LogFile,
  signal: AbortSignal | undefined,
): Promise<'different' | 'longer' | 'same or shorter'> {
  const [one, two] = [readerOf(file), readerOf(other)]
  try {
    for (;;) {
      const [part, otherPart] = [await one.part(), await two.part()]
      // Texts end where the reading is interrupted.
      if (signal?.aborted === true) return 'different'
      if (part === undefined) return 'same or shorter'
      if (otherPart === undefined) return 'longer'
      const length = Math.min(part.length, otherPart.length)
      if (!part.subarray(0, length).equals(otherPart.subarray(0, length))) return 'different'
      one.take(length)
      two.take(length)
    }
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error
    return 'different'
  } finally {
    await one.close()
    await two.close()
  }
}

function readerOf({ text }: LogFile) {
  const chunks = text()[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return {
    /** What comes next; undefined at the end. */
    async part(): Promise<Buffer | undefined> {
      while (rest.length === 0) {
        const next = await chunks.next()
        if (next.done === true) return undefined
        rest = next.value
      }
      return rest
    },
    take(length: number) {
      rest = rest.subarray(length)
    },
    close: async () => chunks.return?.(),
  }
}
