import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { bytesOf, plainLog } from './log-bytes.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-log-bytes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string, bytes: Buffer): string => {
  writeFileSync(join(folder, name), bytes)
  return [...plainLog(bytesOf(join(folder, name)))].map((chunk) => chunk.toString('utf8')).join('')
}

test('A plain log file is read whole', () => {
  expect(read('plain.log', Buffer.from('26/11/28 12:16:39 INFO A: b\n'))).toBe('26/11/28 12:16:39 INFO A: b\n')
})

test.each([
  ['gzip', gzipSync],
  ['Zstandard', zstdCompressSync],
])('A log file in %s is no log without records: it is refused', (name, compress) => {
  expect(() => read(`${name}.log`, Buffer.from(compress('26/11/28 12:16:39 INFO A: b\n')))).toThrow('compressed')
})

test('A log file in UTF-16 is no log without records: it is refused', () => {
  expect(() => read('utf16.log', Buffer.from('\ufeff26/11/28 12:16:39 INFO A: b\n', 'utf16le'))).toThrow('in UTF-16')
})
