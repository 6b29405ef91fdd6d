import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shortLines } from '../matrix/json.ts'
import { packageRoot } from '../package-root.ts'
import { measuredSinksFile, readMeasuredSinks } from '../sink/real-sinks/measured-sinks.ts'
import { nameOfRun, realRuns } from '../sink/real-sinks/real-runs.ts'

// `npm run sinks:measure [-- WORD…]`: puts the sinks of docs/sinks.md through `cwc sink`, one after the other, and writes docs/sinks.json behind each. A
// word is the beginning of SINK@SPARK:MODE (`kafka`, `iceberg@3.5.8:micro-batch`) and chooses some. An hour or more; an interrupt loses one sink.

const words = process.argv.slice(2)
const chosen = realRuns.filter(({ name }) => words.length === 0 || words.some((word) => name.startsWith(word)))
if (chosen.length === 0) {
  console.error(['no sink has this name (these are known):', ...realRuns.map(({ name }) => name)].join('\n  '))
  process.exit(2)
}

const one = fileURLToPath(new URL('measure-one-sink.ts', import.meta.url))
const broker = join(packageRoot, 'examples/sinks/kafka/with-broker.ts')

for (const { name, sink } of chosen) {
  console.error(name)
  const beside = sink.needs === 'broker' ? [broker, process.execPath] : []
  const run = spawnSync(process.execPath, [...beside, one, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  if (run.status !== 0) process.exit(1)
  const others = existsSync(measuredSinksFile) ? readMeasuredSinks() : []
  const all = [...others.filter((each) => nameOfRun(each) !== name), JSON.parse(run.stdout)]
  const inOrder = realRuns.flatMap((each) => all.filter((measured) => nameOfRun(measured) === each.name))
  writeFileSync(measuredSinksFile, shortLines(inOrder))
}
