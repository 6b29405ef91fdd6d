import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { filesLeftOver } from './files-left-over.ts'

const above = mkdtempSync(join(tmpdir(), 'cwc-left-over-'))
afterAll(() => rmSync(above, { recursive: true, force: true }))

let folders = 0
/** A new folder with these files. */
function holding(...names: readonly string[]): string {
  const folder = join(above, `${++folders}`)
  mkdirSync(folder)
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), '')
  }
  return folder
}

describe('files that are left over', () => {
  it('Each file is one that has no row of the reader and that no pattern names, in folders, too', () => {
    const folder = holding('a', 'part=1/b', 'part=1/c', 'meta/deep/v1.json', '_SUCCESS')
    const read = [join(folder, 'a'), join(folder, 'a'), join(folder, 'part=1/b')]
    expect(filesLeftOver({ folder, except: ['meta/**'] }, read)).toEqual(['_SUCCESS', 'part=1/c'])
    expect(filesLeftOver({ folder, except: ['meta/**', '_SUCCESS', 'part=*/c'] }, read)).toEqual([])
  })

  it('A checksum belongs to its file, and is left over where that is gone', () => {
    const folder = holding('a', '.a.crc', 'b', '.b.crc', '.c.crc')
    expect(filesLeftOver({ folder, except: [] }, [join(folder, 'a')])).toEqual(['.c.crc', 'b'])
  })

  it('A reader may name files as URLs, encoded or not, and by way of a link', () => {
    const folder = holding('a b', 'c%20d', 'e', 'f')
    const link = `${folder}-link`
    symlinkSync(folder, link)
    const read = [
      pathToFileURL(join(folder, 'a b')).href,
      `file:${join(folder, 'c%20d')}`,
      `file://${join(link, 'e')}`,
      join(link, 'f'),
    ]
    expect(filesLeftOver({ folder: link, except: [] }, read)).toEqual([])
  })

  it('Where no row is there, or the reader knows no files, each file counts that no pattern names', () => {
    const folder = holding('a', 'b')
    expect(filesLeftOver({ folder, except: [] }, [])).toEqual(['a', 'b'])
    expect(filesLeftOver({ folder, except: ['b'] }, undefined)).toEqual(['a'])
  })

  it.each([
    ['a folder that is missing', () => filesLeftOver({ folder: join(above, 'none'), except: [] }, []), 'ENOENT'],
    [
      'a folder without any of the files that were read',
      () => filesLeftOver({ folder: holding('a'), except: [] }, ['/elsewhere/a']),
      'none of the files that are read is in',
    ],
    [
      'a reader that does not know the files of its rows',
      () => filesLeftOver({ folder: holding('a'), except: [] }, ['', '']),
      'the reader does not say which file a row is in',
    ],
  ])('There is no answer for %s', (_, look, reason) => {
    expect(look).toThrow(`leftOvers: `)
    expect(look).toThrow(reason)
  })
})
