import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { UsageError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'
import { shellWord } from '../shell-word.ts'
import { echoed } from '../visible.ts'
import { mostOfEntry } from './entry.ts'
import type { Bytes, Storage, Stored } from './storage.ts'

/** How long one call of the command may take, in milliseconds. */
const mostTime = 120_000

/**
 * A storage behind a command that takes the options of `hdfs dfs`: `-ls FOLDER`, `-cat FILE`, `-mkdir -p FOLDER`, `-mv FROM TO`. So
 * whatever Hadoop reads needs no library of the kit. No shell reads the words.
 */
export function commandStorage(words: readonly string[]): Storage {
  const [command = '', ...first] = words
  const call = (...rest: readonly string[]) => run(command, [...first, ...rest])
  return {
    list(folder) {
      const { code, out, error } = call('-ls', folder)
      if (code === 0) return out.toString('utf8').split('\n').flatMap(storedIn)
      if (/no such file/i.test(error)) return undefined
      throw failed([...words, '-ls', folder], error)
    },
    read(file): Bytes {
      const { code, out, error } = call('-cat', file)
      return code === 0 ? { kind: 'bytes', bytes: out } : { kind: 'unreadable', why: echoed(error.trim(), 300) }
    },
    makeFolder(folder) {
      const { code, error } = call('-mkdir', '-p', folder)
      if (code !== 0) throw failed([...words, '-mkdir', '-p', folder], error)
    },
    move(from, to) {
      const { code, error } = call('-mv', from, to)
      if (code !== 0) throw failed([...words, '-mv', from, to], error)
    },
    moveCommand: (from, to) => [...words, '-mv', from, to].map(shellWord).join(' '),
  }
}

function run(command: string, args: readonly string[]) {
  const { error, status, signal, stdout, stderr } = spawnSync(command, [...args], {
    timeout: mostTime,
    maxBuffer: 16 * mostOfEntry,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (error !== undefined) {
    throw new UsageError(`--via: ${echoed(command)}: ${error.message} (a command that lists and reads files is wanted)`)
  }
  return { code: status, out: stdout, error: signal === null ? stderr.toString('utf8') : `ended by ${signal}` }
}

const failed = (words: readonly string[], error: string) =>
  new UsageError(`--via: ${placeIn(words.join(' '))}: ${echoed(error.trim(), 300)}`)

// `-rw-r--r--   3 user group         29 2026-11-28 12:16 /path/commits/0`
const listed = /^([-d])[-rwxstST]{9}\S?\s+\S+\s+\S+\s+\S+\s+(\d+)\s+(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d)\s+(.+?)\r?$/

function storedIn(line: string): readonly Stored[] {
  const [, type, size, day, time, path] = listed.exec(line) ?? []
  if (path === undefined) return []
  const modified = Date.parse(`${day}T${time}:00Z`)
  return [
    {
      name: basename(path),
      isFolder: type === 'd',
      size: Number(size),
      modified: Number.isNaN(modified) ? undefined : modified,
    },
  ]
}
