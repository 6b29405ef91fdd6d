import { writeSync } from 'node:fs'
import { textOf } from '../errors.ts'
import { groupByApplication } from './applications.ts'
import { createDigester, type DigestLine } from './digest.ts'
import { type FileDigest, judgeApplication } from './judge.ts'
import { bytesOf, plainLog } from './log-bytes.ts'
import { createSpool, linesIn, type Spool } from './spool.ts'
import { verdictRows } from './verdict-rows.ts'

// What the JVM program of `cwc check --on` runs: one process per task. Lines go in and out; a field ends with a tab.

const [word = '', name = ''] = process.argv.slice(2)
const input = () => linesIn(bytesOf(0))

switch (word) {
  case 'plan':
    plan([...input()])
    break
  case 'digest':
    for (const line of input()) {
      const [file = '', path = ''] = fields(line, 2)
      digest(path, () => plainLog(bytesOf(path)), `${file}\t`)
    }
    break
  case 'digest-input':
    digest(name, () => plainLog(bytesOf(0)))
    break
  case 'judge':
  case 'judge-rows':
    judge(word === 'judge-rows')
    break
  default:
    throw new Error(`${word}: no word of the worker`)
}

/** In: number and path per file. Out: the number of its application and its own, application by application. */
function plan(lines: readonly string[]): void {
  const files = lines.map((line) => fields(line, 2))
  for (const [application, group] of groupByApplication(files.map(([, path = '']) => path)).entries())
    for (const at of group) print(`${application}\t${files[at]?.[0] ?? ''}`)
}

function digest(path: string, bytes: () => Iterable<Buffer>, prefix = ''): void {
  const emit = (line: string) => print(prefix + line)
  emit(JSON.stringify({ kind: 'file', name: path } satisfies DigestLine))
  const digester = createDigester(emit)
  try {
    for (const chunk of bytes()) digester.push(chunk)
  } catch (error) {
    // It has vanished, or this worker may not read it.
    emit(JSON.stringify({ kind: 'unread', why: textOf(error) } satisfies DigestLine))
    return
  }
  digester.end()
}

/** In: number of the application, number of the file, line of its digest, in this order. Out: a report per application. */
function judge(withRows: boolean): void {
  let open:
    | { readonly application: string; readonly files: Map<string, { name: string; last?: DigestLine; lines: Spool }> }
    | undefined
  const close = () => {
    if (open === undefined) return
    const digests: FileDigest[] = [...open.files.values()].map(({ name, last, lines }) => ({ name, last, lines }))
    const judged = judgeApplication(digests)
    print(JSON.stringify({ kind: 'report', ...judged }))
    if (withRows) for (const row of verdictRows(judged)) print(JSON.stringify(row))
    for (const { lines } of digests) lines.drop()
  }
  for (const line of input()) {
    const [application = '', file = '', text = ''] = fields(line, 3)
    if (open?.application !== application) {
      close()
      open = { application, files: new Map() }
    }
    const known = open.files.get(file) ?? { name: '', lines: createSpool() }
    open.files.set(file, known)
    if (text.startsWith('{"kind":"records"')) known.lines.add(text)
    else {
      const one = JSON.parse(text) as DigestLine
      if (one.kind === 'file') known.name = one.name
      else known.last = one
      known.lines.add(text)
    }
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
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at)
}
