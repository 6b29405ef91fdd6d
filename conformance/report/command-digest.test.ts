import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { digestOfCommand } from './command-digest.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwc-digest-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

it('the digest of a command depends on its words and on the content of the files that they name', () => {
  const program = file('program', 'one')
  const first = digestOfCommand([program, 'x'])
  expect(digestOfCommand([program, 'x'])).toBe(first)
  expect(digestOfCommand([program, 'y'])).not.toBe(first)
  file('program', 'two')
  expect(digestOfCommand([program, 'x'])).not.toBe(first)
})

it('the digest of a file of 3 GB has its length, its beginning and its end, and takes bounded time and memory', () => {
  const large = file('large', 'one')
  truncateSync(large, 3 * 2 ** 30)
  const first = digestOfCommand([large])
  // What stands in the middle is not read.
  const open = openSync(large, 'r+')
  writeSync(open, 'x', 1.5 * 2 ** 30)
  closeSync(open)
  expect(digestOfCommand([large])).toBe(first)
  truncateSync(large, 3 * 2 ** 30 + 1)
  expect(digestOfCommand([large])).not.toBe(first)
  file('large', 'two')
  truncateSync(large, 3 * 2 ** 30)
  expect(digestOfCommand([large])).not.toBe(first)
})

it('words that name no readable file count as words', () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  const nowhere = join(folder, 'nowhere')
  symlinkSync('nowhere', nowhere)
  const words = ['/dev/zero', pipe, inner, nowhere, 'x'.repeat(1_000_000), 'a\0b', '', '/proc/self/mem']
  for (const word of words) expect(digestOfCommand([word])).toMatch(/^sha256:[0-9a-f]{64}$/)
})
