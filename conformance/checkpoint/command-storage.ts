import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { textOf, UsageError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'
import { shellWord } from '../shell-word.ts'
import { echoed } from '../visible.ts'
import { mostOfEntry } from './entry.ts'
import { listingIn } from './listing.ts'
import { type Bytes, type Storage, StorageError } from './storage.ts'

/** How many files one call of the command moves: some thousand names fit into one command line. */
const mostPerCall = 200

/** How many names the command that undoes a repair names; for more it has a star. */
const mostNamed = 20

/** The most bytes of a listing: that of a million files. */
const mostOfListing = 128 * 2 ** 20

/**
 * A storage behind a command that takes the options of `hdfs dfs`: `-ls FOLDER`, `-cat FILE`, `-mkdir -p FOLDER`, `-mv FILE… FOLDER`. So
 * whatever Hadoop reads needs no library of the kit. No shell reads the words. `seconds` is the time limit of one call.
 */
export function commandStorage(words: readonly string[], seconds: number): Storage {
  const call = (most: number, ...rest: readonly string[]) => run([...words, ...rest], seconds, most)
  return {
    list(folder) {
      const { failure, out } = call(mostOfListing, '-ls', folder)
      if (failure !== undefined && /no such file/i.test(failure)) return undefined
      if (failure !== undefined) throw failed(words, ['-ls', folder], failure)
      const listing = listingIn(out.toString('utf8'))
      if (typeof listing === 'string') throw failed(words, ['-ls', folder], listing)
      return listing
    },
    read(file): Bytes {
      const { failure, out } = call(mostOfEntry, '-cat', file)
      return failure === undefined ? { kind: 'bytes', bytes: out } : { kind: 'unreadable', why: echoed(failure, 300) }
    },
    makeFolder(folder) {
      const { failure } = call(mostOfEntry, '-mkdir', '-p', folder)
      if (failure !== undefined) throw failed(words, ['-mkdir', '-p', folder], failure)
    },
    move(names, from, to) {
      for (let at = 0; at < names.length; at += mostPerCall) {
        const files = names.slice(at, at + mostPerCall).map((name) => `${from}/${name}`)
        const { failure } = call(mostOfEntry, '-mv', ...files, to)
        if (failure !== undefined) throw failed(words, ['-mv', files[0] ?? '', '…', to], failure)
      }
    },
    moveCommand(names, from, to) {
      const files = names.length > mostNamed ? [`${from}/*`] : names.map((name) => `${from}/${name}`)
      return [...words, '-mv', ...files, to].map(shellWord).join(' ')
    },
  }
}

/** Runs the command. `failure` says why it failed, in the words of its standard error. @throws UsageError if it cannot be started */
function run([command = '', ...args]: readonly string[], seconds: number, most: number) {
  const { error, status, signal, stdout, stderr } = spawnSync(command, args, {
    timeout: seconds * 1_000,
    killSignal: 'SIGKILL',
    maxBuffer: most,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const code = error !== undefined && 'code' in error ? error.code : undefined
  if (code === 'ETIMEDOUT') return { out: stdout, failure: `no end within ${seconds} s` }
  if (code === 'ENOBUFS') return { out: stdout, failure: `more than ${most / 2 ** 20} MiB of output` }
  if (error !== undefined) {
    throw new UsageError(
      `--via: ${echoed(command)}: cannot be started: ${echoed(textOf(error))} (a command that lists and reads files is wanted)`,
    )
  }
  if (signal !== null) return { out: stdout, failure: `ended by ${signal}` }
  const told = stderr.toString('utf8').trim()
  return { out: stdout, failure: status === 0 ? undefined : told === '' ? `exit code ${status}` : told }
}

const failed = (words: readonly string[], rest: readonly string[], why: string) =>
  new StorageError(`${placeIn([basename(words[0] ?? ''), ...words.slice(1), ...rest].join(' '))}: ${echoed(why, 300)}`)
