import { existsSync, writeFileSync } from 'node:fs'
import { sinkKinds } from '../audit/sinks.ts'
import { foretellCells, measureSink } from '../sink/audit-cells/measure-cells.ts'
import { type MeasuredCells, measuredFile, readMeasured } from '../sink/audit-cells/measured-cells.ts'
import { readSinkFile } from '../sink/file/read-sink-file.ts'
import { onSpark } from './sink-on-spark.ts'

// `npm run sink:measure-cells -- KIND NAME FILE`: puts the schedules of `cwc audit` to a real sink, of which KIND says what a second commit of an
// epoch does. Writes the outcome to conformance/sink/audit-cells/measured.json, beside that of other sinks. An interrupt
// leaves the file as it was.

const spark = '3.5.8'
const edition = 'spark-3.5'
const [runs, seed] = [10, 1]

const [word, name, path] = process.argv.slice(2)
const kind = sinkKinds.find((each) => each === word)
if (kind === undefined || name === undefined || path === undefined) {
  console.error(`usage: npm run sink:measure-cells -- KIND NAME FILE (KIND is one of: ${sinkKinds.join(', ')})`)
  process.exit(2)
}

const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort())
const { signal } = interrupted
const file = readSinkFile(path)
const foretold = foretellCells(edition)
let done = 0
const measured = await onSpark(file, { spark, timeout: 120 }, signal, (driver) =>
  measureSink(foretold, {
    driver,
    edition,
    kind,
    runs,
    seed,
    signal,
    onTried: ({ token, like, result }) => console.error(++done, token, result.kind, like.join(', ')),
  }),
)
if (measured === undefined) process.exit(3)
const others = existsSync(measuredFile) ? readMeasured().sinks.filter((sink) => sink.kind !== kind) : []
const sinks = [...others, { kind, name, packages: file.packages, ...measured }]
const all: MeasuredCells = {
  spark,
  edition,
  runs,
  seed,
  cells: [...foretold.cells],
  sinks: sinks.toSorted((one, other) => sinkKinds.indexOf(one.kind) - sinkKinds.indexOf(other.kind)),
}
writeFileSync(measuredFile, `${JSON.stringify(all, null, 2)}\n`)
