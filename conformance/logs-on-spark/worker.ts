import { writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { isEditionName } from '../../src/reference/editions.ts'
import { type Gap, withGaps } from '../log-files/gaps.ts'
import { lookInto, refusalOf } from '../log-files/look-into.ts'
import { bytesOf, textOfLog } from '../log-files/open-log.ts'
import { planLogs, type SeenFile } from '../log-files/plan-logs.ts'
import { readLog } from '../log-files/read-log.ts'
import { withoutCopies } from '../log-files/without-copies.ts'
import { layoutOfPattern } from '../production-logs/reading/log4j-pattern.ts'
import { createDigester, type DigestLine } from './digest.ts'
import { createFramedInput } from './framed-input.ts'
import { type ApplicationJudge, createJudge } from './judge.ts'
import { inputLines } from './standard-input.ts'
import { verdictRows } from './verdict-rows.ts'

// What the JVM program of `cwc check --on` runs: one process per task. Lines go in and out; a field ends with a tab.

const [word = '', option = '', rows = ''] = process.argv.slice(2)
const layout = () => (option === '' ? undefined : layoutOfPattern(option))

switch (word) {
  case 'look':
    await look()
    break
  case 'plan':
    await plan()
    break
  case 'digest':
    await digest()
    break
  case 'judge':
    judge()
    break
  default:
    throw new Error(`${word}: no word of the worker`)
}

/** A file, as the JVM program names it. The bytes of those that are not on this machine follow in the input. */
interface NamedFile {
  readonly path: string
  readonly isLocal: boolean
}

/** In: number and file, per file. Out: the number, and what was seen. */
async function look(): Promise<void> {
  const input = createFramedInput(process.stdin)
  const given = layout()
  for (let line = await input.line(); line !== undefined; line = await input.line()) {
    const [number = '', file = ''] = fields(line, 2)
    const { path, isLocal } = JSON.parse(file) as NamedFile
    const text = textOfLog(isLocal ? bytesOf(path) : input.file())
    const { look: seen, bytes, broken } = await lookInto(path, text, given, { isReadAgain: true })
    await text.return(undefined)
    const why = refusalOf(bytes, broken)
    print(
      `${number}\t${JSON.stringify({ look: seen, refused: why === undefined ? why : `${why} (on ${hostname()})` })}`,
    )
  }
}

/**
 * In: `found` or `named`, the path and what was seen of it, per file. Out: a line with what is no log; then, log by log, the number of its
 * application, the first line of its digest, and the numbers of its files.
 */
async function plan(): Promise<void> {
  const numbers = new Map<string, number>()
  const seen: SeenFile[] = []
  for (const line of inputLines()) {
    const [how = '', path = '', what = ''] = fields(line, 3)
    const file = JSON.parse(path) as string
    const { look: own, refused } = JSON.parse(what) as Pick<SeenFile, 'look' | 'refused'>
    numbers.set(file, seen.length)
    seen.push({ path: file, isFound: how === 'found', look: own, refused })
  }
  // Files that this machine does not have are never the same.
  const { files: once, notes: ofCopies } = await withoutCopies(
    seen.map((one) => ({ ...one, text: () => textOfLog(bytesOf(one.path)) })),
  )
  const { applications, notes, passedOver, hints } = planLogs(once)
  print(JSON.stringify({ kind: 'plan', notes: [...notes, ...ofCopies], passedOver, hints }))
  for (const [number, { id, logs, unread }] of applications.entries()) {
    for (const [at, { name, files, gaps, namesSpark }] of logs.entries()) {
      const first: DigestLine = {
        kind: 'log',
        name,
        ...(id === undefined ? {} : { id }),
        ...(namesSpark ? {} : { isOfOther: true }),
        unread: at === 0 ? unread : [],
        ...(gaps.length === 0 ? {} : { gaps }),
      }
      print(`${number}\t${JSON.stringify(first)}\t${files.map((file) => numbers.get(file) ?? 0).join()}`)
    }
  }
}

/** In: number of the log, first line of its digest, its files, per log. Out: the number, and a line of the digest. */
async function digest(): Promise<void> {
  const input = createFramedInput(process.stdin)
  const given = layout()
  for (let line = await input.line(); line !== undefined; line = await input.line()) {
    const [number = '', first = '', files = ''] = fields(line, 3)
    const emit = (text: string) => print(`${number}\t${text}`)
    emit(first)
    const digester = createDigester(emit, given)
    const { gaps = [] } = JSON.parse(first) as { readonly gaps?: readonly Gap[] }
    const named = (JSON.parse(files) as readonly NamedFile[]).map(({ path, isLocal }) => ({
      path,
      text: () => textOfLog(isLocal ? bytesOf(path) : input.file()),
    }))
    const reading = await readLog(withGaps(named, gaps), digester, {
      onGap: (missing, before) => emit(JSON.stringify({ kind: 'gap', missing, before } satisfies DigestLine)),
    })
    digester.close(reading)
  }
}

/** In: number of the application, line of a digest: application by application, log by log. Out: a report per application. */
function judge(): void {
  const edition = isEditionName(option) ? option : undefined
  let open: { readonly application: string; readonly judging: ApplicationJudge } | undefined
  const close = () => {
    if (open === undefined) return
    const judged = open.judging.end()
    print(JSON.stringify({ kind: 'report', application: Number(open.application), ...judged }))
    if (rows === 'rows') for (const row of verdictRows(judged.report)) print(JSON.stringify(row))
  }
  for (const line of inputLines()) {
    const [application = '', text = ''] = fields(line, 2)
    if (open?.application !== application) {
      close()
      open = { application, judging: createJudge(edition) }
    }
    open.judging.take(JSON.parse(text) as DigestLine)
  }
  close()
}

/** The first fields of a line; the last of them is the rest of it. */
function fields(line: string, count: number): string[] {
  const found: string[] = []
  let begin = 0
  while (found.length < count - 1) {
    const end = line.indexOf('\t', begin)
    if (end === -1) break
    found.push(line.slice(begin, end))
    begin = end + 1
  }
  return [...found, line.slice(begin)]
}

function print(line: string): void {
  const bytes = Buffer.from(`${line}\n`)
  for (let at = 0; at < bytes.length; ) at += written(bytes.subarray(at))
}

/** How many bytes were written. Standard output may be one that does not wait for its reader: then this waits. */
function written(bytes: Buffer): number {
  try {
    return writeSync(1, bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    return 0
  }
}
