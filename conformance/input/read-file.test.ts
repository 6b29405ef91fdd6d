import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readTextFile, Unreadable } from './read-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-input-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

function refused(file: string, most?: number): string {
  try {
    readTextFile(file, most)
  } catch (error) {
    if (error instanceof Unreadable) return error.message.replaceAll(`${folder}/`, '')
    throw error
  }
  throw new Error(`${file} was read`)
}

describe('a file of the user', () => {
  it('is read as UTF-8, without its byte order mark', () => {
    expect(readTextFile(written('plain', 'é\nsecond'))).toBe('é\nsecond')
    expect(readTextFile(written('marked', '\u{feff}first'))).toBe('first')
    expect(readTextFile(written('empty', ''))).toBe('')
  })

  it('is read to its end if the system names no size', () => {
    expect(readTextFile('/proc/self/status')).toContain('Name:')
  })

  it('is refused with the line that is not UTF-8', () => {
    expect(refused(written('latin', Buffer.from('first\nsécond\n', 'latin1')))).toBe(
      'latin:2: not UTF-8 (a text in UTF-8 is wanted)',
    )
  })

  it('is refused if it is larger than its reader allows', () => {
    expect(refused(written('large', 'x'.repeat(2 ** 20 + 1)), 2 ** 20)).toBe(
      'large: too large (at most 1 MiB are read)',
    )
    expect(readTextFile(written('largest', 'x'.repeat(2 ** 20)), 2 ** 20)).toHaveLength(2 ** 20)
  })

  it('is refused if it is a folder, a device or a named pipe without a writer', () => {
    mkdirSync(join(folder, 'inner'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(refused(join(folder, 'inner'))).toBe('inner: a folder (a file is wanted)')
    expect(refused(join(folder, 'pipe'))).toBe('pipe: not a regular file (a file is wanted)')
    expect(refused('/dev/zero')).toBe('/dev/zero: not a regular file (a file is wanted)')
  })

  it('is refused with the reason of the system, which does not name the file again', () => {
    symlinkSync('circle', join(folder, 'circle'))
    expect(refused(join(folder, 'missing'))).toBe('missing: cannot be read: there is no such file')
    expect(refused(join(written('file', ''), 'below'))).toBe(
      'file/below: cannot be read: a part of the path is not a folder',
    )
    expect(refused(join(folder, 'circle'))).toBe('circle: cannot be read: its links lead in a circle')
    expect(refused(join(folder, 'n\0l'))).toBe('n\\u{0}l: cannot be read: the name contains a null character')
  })

  it('is named in one line, without control characters, and not at any length', () => {
    expect(refused(join(folder, '\x1b[2J\n'))).toBe('\\u{1b}[2J\\n: cannot be read: there is no such file')
    const message = refused(join(folder, 'x'.repeat(10_000)))
    expect(message).toContain('…: cannot be read: the name is too long')
    expect(message.length).toBeLessThan(400)
  })
})
