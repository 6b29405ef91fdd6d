import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { shortLines } from '../matrix/json.ts'
import { packageRoot } from '../package-root.ts'
import { foundIn, generatedIn } from '../sink/real-sinks/measured-entry.ts'
import { type MeasuredSink, measuredSinksFile, readMeasuredSinks } from '../sink/real-sinks/measured-sinks.ts'
import { generatedWordsOf, nameOfRun, realRuns, wordsOf } from '../sink/real-sinks/real-runs.ts'
import { type Repetition, repeatedScenarios, repeatedSchedules } from '../sink/real-sinks/repetitions.ts'

// `measure-one-sink.ts SINK@SPARK:MODE FOLDER`, which `npm run sinks:measure` runs, beside a broker if the sink needs one: `cwc sink` in that folder. What
// is found is written at once, since generated schedules and repetitions take long. With `--quick` behind it, those of before are kept.

const [name, cwd = '.', quick] = process.argv.slice(2)
const isQuick = quick === '--quick'
const run = realRuns.find((each) => each.name === name)
if (run === undefined) throw new Error(`${name}: SINK@SPARK:MODE is wanted`)

const { of: sink, spark, mode, packages } = run
const machine = { cores: availableParallelism(), load: Math.round((loadavg()[0] ?? 0) * 10) / 10 }
const words = wordsOf(run)
const { code, out, seconds } = cwc(words)
const about = { sink, spark, mode, packages: [...packages], machine }
const measured = { ...about, command: inShell(words), exitCode: code, seconds, ...foundIn(out) }
const before = isQuick ? readMeasuredSinks().find((each) => nameOfRun(each) === name) : undefined
const kept = before?.generated === undefined ? {} : { generated: before.generated }
const { repeated: ofBefore = [] } = before ?? {}
record({ ...measured, ...kept, repeated: ofBefore })

const isNew = ({ from }: Repetition) => ofBefore.every(({ of: known }) => known !== from)
const repeated = [...ofBefore, ...repeatedScenarios(run, measured.scenarios).filter(isNew).map(repeat)]
record({ ...measured, ...kept, repeated })

const generatedWords = isQuick ? [] : generatedWordsOf(run)
if (generatedWords.length > 0) {
  const ran = cwc(generatedWords)
  const generated = { command: inShell(generatedWords), seconds: ran.seconds, ...generatedIn(ran.out) }
  record({ ...measured, repeated, generated })
  record({ ...measured, repeated: [...repeated, ...repeatedSchedules(run, generated).map(repeat)], generated })
}

function record(entry: MeasuredSink): void {
  const others = existsSync(measuredSinksFile) ? readMeasuredSinks() : []
  const all = [...others.filter((each) => nameOfRun(each) !== name), entry]
  const inOrder = realRuns.flatMap((each) => all.filter((one) => nameOfRun(one) === each.name))
  writeFileSync(measuredSinksFile, shortLines(inOrder))
}

function repeat({ words: again, from, isSame }: Repetition): MeasuredSink['repeated'][number] {
  return { of: from, command: inShell(again), isSame: isSame(cwc(again).out) }
}

function cwc(given: readonly string[]) {
  const begin = performance.now()
  const ran = spawnSync(process.execPath, [join(packageRoot, 'bin/cwc.js'), ...given, '--json'], {
    cwd,
    stdio: ['ignore', 'pipe', 2],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (ran.status !== 0 && ran.status !== 1 && ran.status !== 4)
    throw new Error(`${inShell(given)} ended with ${ran.status}`)
  return { code: ran.status, out: ran.stdout, seconds: Math.round((performance.now() - begin) / 1000) }
}

/** As a shell reads it. */
function inShell(given: readonly string[]): string {
  const quoted = given.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
  return ['npx', 'cwc', ...quoted].join(' ')
}
