/** Lines, and between them the bytes of files that no path leads to on this machine. */
export interface FramedInput {
  /** The next line, behind what is left of a file; undefined at the end. */
  readonly line: () => Promise<string | undefined>
  /**
   * The bytes of the next file: chunks, each behind a line with its length; a length of 0 ends the file. A line that begins with `!`
   * says why the file system refused it.
   */
  readonly file: () => AsyncGenerator<Buffer>
}

/** The error of a file system that another process has asked. */
const refusal = (why: string) => Object.assign(new Error(why), { syscall: 'read' })

/** Takes lines and files out of one stream. */
export function createFramedInput(source: AsyncIterable<Buffer>): FramedInput {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  let isInFile = false
  /** The bytes of the chunk that are still to come. */
  let left = 0

  const more = async () => {
    const next = await chunks.next()
    if (next.done === true) return false
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value])
    return true
  }
  const line = async (): Promise<string | undefined> => {
    let end = rest.indexOf(10)
    while (end === -1) {
      if (!(await more())) return undefined
      end = rest.indexOf(10)
    }
    const text = rest.toString('utf8', 0, end)
    rest = rest.subarray(end + 1)
    return text
  }
  /** Undefined at the end of the file. */
  const piece = async (): Promise<Buffer | undefined> => {
    if (left === 0) {
      const head = (await line()) ?? '!the input breaks off'
      isInFile = !head.startsWith('!') && head !== '0'
      if (head.startsWith('!')) throw refusal(head.slice(1))
      if (!isInFile) return undefined
      left = Number(head)
    }
    if (rest.length === 0 && !(await more())) {
      isInFile = false
      throw refusal('the input breaks off')
    }
    const part = rest.subarray(0, left)
    rest = rest.subarray(part.length)
    left -= part.length
    return part
  }
  /** Whoever reads a file need not read all of it. */
  const skip = async () => {
    while (isInFile) {
      try {
        await piece()
      } catch {
        // Nobody wants the rest of that file.
      }
    }
  }
  return {
    async line() {
      await skip()
      return line()
    },
    async *file() {
      await skip()
      isInFile = true
      for (let part = await piece(); part !== undefined; part = await piece()) yield part
    },
  }
}
