import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lockFolder } from './lock-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-lock-'))
const lock = join(folder, '.cwc-running')
afterAll(() => rmSync(folder, { recursive: true }))

it('a report folder that a living process writes to is refused, and its lock stays', () => {
  writeFileSync(lock, '1')
  expect(() => lockFolder(folder)).toThrow(`--report: ${folder}: process 1 writes its report there`)
  expect(readFileSync(lock, 'utf8')).toBe('1')
})

it('the lock of a process that has ended, or that names none, is taken over', () => {
  for (const text of ['4194399', '', 'x', '4194399 17 boot']) {
    writeFileSync(lock, text)
    lockFolder(folder)
    expect(readFileSync(lock, 'utf8')).toMatch(new RegExp(`^${process.pid}\\b`))
    rmSync(lock)
  }
  expect(existsSync(lock)).toBe(false)
})

it.runIf(process.platform === 'linux')(
  'the lock of a process whose id belongs to another one by now is taken over',
  () => {
    for (const name of ['1 17 another-boot', `${process.ppid} 17 another-boot`]) {
      writeFileSync(lock, name)
      lockFolder(folder)
      expect(readFileSync(lock, 'utf8')).toMatch(new RegExp(`^${process.pid} `))
      rmSync(lock)
    }
  },
)
