import { basename } from 'node:path'
import { echoed } from '../visible.ts'
import type { Stored } from './storage.ts'

// `-rw-r--r--   3 user group         29 2026-11-28 12:16 /path/commits/0`; the name of a group may have blanks.
const listed = /^([-dl])[-rwxstST]{9}\S?\s+\S+\s.*?\s(\d+)\s+(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d(?::\d\d)?)\s+(\S.*?)\r?$/
const total = /^Found (\d+) items?$/

/**
 * The files in what `hdfs dfs -ls` printed, or what is wrong with it. A line that is no file may stand there only if the first line says
 * how many files there are: a file must never be missed. Times are those of the time zone of this process, as the command prints them.
 */
export function listingIn(text: string): readonly Stored[] | string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const counts = lines.flatMap((line) => total.exec(line.trim())?.slice(1).map(Number) ?? [])
  const files = lines.flatMap(storedIn)
  const [count] = counts
  if (count !== undefined) {
    return count === files.length ? files : `it lists ${files.length} of ${count} files in the format of hdfs dfs -ls`
  }
  const other = lines.find((line) => !listed.test(line))
  return other === undefined ? files : `"${echoed(other)}" is no line of hdfs dfs -ls`
}

function storedIn(line: string): readonly Stored[] {
  const [, type, size, day, time, path] = listed.exec(line) ?? []
  if (path === undefined) return []
  const modified = Date.parse(`${day}T${time}`)
  return [
    {
      name: basename(path),
      isFolder: type === 'd',
      size: Number(size),
      modified: Number.isNaN(modified) ? undefined : modified,
    },
  ]
}
