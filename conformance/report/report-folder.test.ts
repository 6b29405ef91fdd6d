import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeFiles } from './report-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-report-folder-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a file that cannot be written', () => {
  const place = join(folder, 'report')
  mkdirSync(join(place, 'taken'), { recursive: true })
  writeFileSync(join(place, 'before'), 'old')
  const files = ['before', 'taken', 'after'].map((name) => ({ name, text: `new ${name}` }))

  it('keeps no other file from being written, leaves no part of itself, and is the error', async () => {
    await expect(writeFiles(place, files)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/)
    expect(readdirSync(place).toSorted()).toEqual(['after', 'before', 'taken'])
    expect(readFileSync(join(place, 'before'), 'utf8')).toBe('new before')
    expect(readFileSync(join(place, 'after'), 'utf8')).toBe('new after')
  })
})
