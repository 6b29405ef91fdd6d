import { describe, expect, it } from 'vitest'
import { listingIn } from './listing.ts'

const local = (text: string) => Date.parse(text)

describe('a listing of hdfs dfs -ls', () => {
  it('has the name, size and local time of each file', () => {
    const text = [
      'Found 3 items',
      '-rw-r--r--   3 spark supergroup         29 2026-11-28 12:16 hdfs://nn:8020/my data/commits/0',
      'drwxr-xr-x   - spark supergroup          0 2026-11-28 12:17 hdfs://nn:8020/my data/commits/state',
      '-rw-r--r--+  1 spark domain users       12 2026-11-28 12:16 hdfs://nn:8020/my data/commits/.0.crc',
      '',
    ].join('\n')
    expect(listingIn(text)).toEqual([
      { name: '0', isFolder: false, size: 29, modified: local('2026-11-28T12:16') },
      { name: 'state', isFolder: true, size: 0, modified: local('2026-11-28T12:17') },
      { name: '.0.crc', isFolder: false, size: 12, modified: local('2026-11-28T12:16') },
    ])
  })

  it('may have seconds, and lines that end as on Windows', () => {
    expect(listingIn('-rw-rw-rw-   1 u g   29 2026-11-28 12:16:31 s3a://b/commits/0\r\n')).toEqual([
      { name: '0', isFolder: false, size: 29, modified: local('2026-11-28T12:16:31') },
    ])
  })

  it('of an empty folder is empty', () => {
    expect(listingIn('')).toEqual([])
  })

  it('may have warnings if it says how many files there are', () => {
    const text = 'WARN NativeCodeLoader: no library\nFound 1 items\n-rw-r--r--   3 u g   29 2026-11-28 12:16 /c/0\n'
    expect(listingIn(text)).toHaveLength(1)
  })

  it.each([
    [
      'a line that is no file',
      '-rw-r--r--   3 u g   29 2026-11-28 12:16 /c/0\n2026-11-28 12:16   29 1\n',
      '"2026-11-28 12:16   29 1" is no line of hdfs dfs -ls',
    ],
    [
      'fewer files than it says',
      'Found 2 items\n-rw-r--r--   3 u g   29 2026-11-28 12:16 /c/0\n',
      'it lists 1 of 2 files in the format of hdfs dfs -ls',
    ],
    ['an escape sequence', '\u001b[31mred', '"\\u{1b}[31mred" is no line of hdfs dfs -ls'],
  ])('is refused if it has %s, since a file could be missed', (_, text, why) => {
    expect(listingIn(text)).toBe(why)
  })
})
