import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { newFolders } from './fixtures/new-folders.ts'
import { bytesOf, textOfLog } from './open-log.ts'

const { folderOf } = newFolders()

describe('the bytes of a file', () => {
  it('come while timers and signals are heard, although they are read in one go', async () => {
    const file = join(folderOf({ 'driver.log': Buffer.alloc(64 << 20) }), 'driver.log')
    let turns = 0
    let isDone = false
    const count = async () => {
      for (; !isDone; turns++) await turn()
    }
    const counting = count()
    let length = 0
    for await (const chunk of bytesOf(file)) length += chunk.length
    isDone = true
    await counting
    expect(length).toBe(64 << 20)
    expect(turns).toBeGreaterThan(4)
  })
})

describe('the text of a log', () => {
  async function textIn(bytes: Buffer, size: number): Promise<string> {
    async function* source() {
      // As in a file, the chunk is overwritten by the next one.
      const chunk = Buffer.alloc(size)
      for (let at = 0; at < bytes.length; at += size) yield chunk.subarray(0, bytes.copy(chunk, 0, at, at + size))
    }
    let text = ''
    for await (const chunk of textOfLog(source())) text += chunk.toString()
    return text
  }
  const utf16 = Buffer.from('\ufeffone\ntwo\n', 'utf16le')

  it.each([
    ['plain', Buffer.from('one\ntwo\n')],
    ['gz', gzipSync('one\ntwo\n')],
    ['zstd', zstdCompressSync('one\ntwo\n')],
    ['UTF-16', utf16],
    ['UTF-16, big end first', Buffer.from(utf16).swap16()],
    ['UTF-16 in gz', gzipSync(utf16)],
  ])('is the same however few bytes come at once: %s', async (_, bytes) => {
    for (const size of [1, 2, 3, 1000]) expect(await textIn(bytes, size)).toBe('one\ntwo\n')
  })

  it('is empty if there is none', async () => {
    expect(await textIn(Buffer.alloc(0), 1)).toBe('')
    expect(await textIn(Buffer.from('a'), 1)).toBe('a')
  })
})

describe.skipIf(process.platform === 'win32')('the bytes of a pipe', () => {
  const newPipe = () => {
    const pipe = join(folderOf({}), 'pipe')
    execFileSync('mkfifo', [pipe])
    return pipe
  }
  // It opens a pipe that has no reader yet, too.
  const openedBoth = (pipe: string) => openSync(pipe, constants.O_RDWR)

  it('end with the signal, also if the pipe has no writer', async () => {
    const pipe = newPipe()
    const ending = new AbortController()
    const bytes = bytesOf(pipe, ending.signal)
    const next = bytes.next()
    await turn()
    ending.abort()
    expect(await next).toEqual({ done: true, value: undefined })
    expect((await bytesOf(pipe, ending.signal).next()).done).toBe(true)
  })

  it('are what came before the signal if the writer is silent from there on', async () => {
    const pipe = newPipe()
    const writer = openedBoth(pipe)
    const ending = new AbortController()
    writeSync(writer, 'one\ntwo\n')
    let text = ''
    for await (const chunk of bytesOf(pipe, ending.signal)) {
      text += chunk.toString()
      if (text.endsWith('two\n')) ending.abort()
    }
    closeSync(writer)
    expect(text).toBe('one\ntwo\n')
  })

  it('end where the last writer closes the pipe', async () => {
    const pipe = newPipe()
    const bytes = bytesOf(pipe)
    const first = bytes.next()
    const writer = openedBoth(pipe)
    writeSync(writer, 'one')
    expect((await first).value?.toString()).toBe('one')
    closeSync(writer)
    expect((await bytes.next()).done).toBe(true)
  })
})
