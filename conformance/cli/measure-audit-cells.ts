import { writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { circumstances } from '../audit/circumstances.ts'
import { sinkKinds } from '../audit/sinks.ts'
import { foretellCells, type MeasuredPart, measureSink, nothingMeasured } from '../sink/audit-cells/measure-cells.ts'
import {
  type MeasuredCells,
  type MeasuredSink,
  measuredFile,
  readMeasured,
} from '../sink/audit-cells/measured-cells.ts'
import { readSinkFile } from '../sink/file/read-sink-file.ts'
import { onSpark } from './sink-on-spark.ts'

// `npm run sink:measure-cells -- KIND NAME FILE`: puts the schedules of `cwc audit` to a real sink, of which KIND says what a second commit of an
// epoch does. Writes the outcome to conformance/sink/audit-cells/measured.json, beside that of other sinks, and behind each
// circumstance. After an interrupt, the same command goes on with the circumstance that was not finished.

const settings = {
  spark: '3.5.8',
  edition: 'spark-3.5',
  size: { drawn: 10, telling: 20, seed: 1 },
} as const

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
const foretold = foretellCells(settings.edition)
const whole = { kind, name, packages: file.packages }

/** What is measured in the same way. Read again each time: another command may measure another sink. */
function measuredAlike(): readonly MeasuredSink[] {
  const { spark, edition, size, sinks } = readMeasured()
  return isDeepStrictEqual({ spark, edition, size }, settings) ? sinks : []
}

/** What an interrupted measurement of this sink has left. */
function knownPart(): MeasuredPart {
  const own = measuredAlike().find((sink) => sink.kind === kind && sink.name === name)
  return own === undefined || own.sampled.length === circumstances.length ? nothingMeasured : own
}

function write(part: MeasuredPart): void {
  const sinks = [...measuredAlike().filter((sink) => sink.kind !== kind), { ...whole, ...part }]
  const all: MeasuredCells = {
    ...settings,
    cells: [...foretold.cells],
    sinks: sinks.toSorted((one, other) => sinkKinds.indexOf(one.kind) - sinkKinds.indexOf(other.kind)),
  }
  writeFileSync(measuredFile, `${JSON.stringify(all, null, 2)}\n`)
}

let done = 0
const isWhole = await onSpark(file, { spark: settings.spark, timeout: 120 }, signal, async (driver) => {
  const measurement = {
    ...settings,
    driver,
    kind,
    signal,
    onTried: ({ token, like, result }: Parameters<Parameters<typeof measureSink>[1]['onTried']>[0]) =>
      console.error(++done, token, result.kind, like.join(', ')),
  }
  for await (const part of measureSink(foretold, measurement, knownPart())) write(part)
  return true
})
if (isWhole === undefined) {
  console.error(
    'not measured to its end: the circumstances that were finished are kept, and the same command goes on behind them',
  )
  process.exit(3)
}
