import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { foundIn } from '../sink/real-sinks/measured-entry.ts'
import type { MeasuredSink } from '../sink/real-sinks/measured-sinks.ts'
import { generatedOf, type RealRun, realRuns, wordsOf } from '../sink/real-sinks/real-runs.ts'
import { repetitionsOf } from '../sink/real-sinks/repetitions.ts'

// `measure-one-sink.ts SINK@SPARK:MODE`, which `npm run sinks:measure` runs, beside a broker if the sink needs one: an entry of docs/sinks.json on
// standard output. It works in a folder of its own, a copy of the example.

const run = realRuns.find(({ name }) => name === process.argv[2])
if (run === undefined) throw new Error(`${process.argv[2]}: SINK@SPARK:MODE is wanted`)
const folder = mkdtempSync(join(tmpdir(), 'cwc-measured-'))
try {
  prepare(run, folder)
  console.log(JSON.stringify(measure(run, folder)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function prepare({ sink, packages }: RealRun, to: string): void {
  if (!('example' in sink.described)) return
  const from = join(packageRoot, 'examples/sinks', sink.described.example)
  cpSync(from, to, { recursive: true, filter: (file) => !file.startsWith(join(from, 'target')) })
  const file = join(to, 'cwc.sink.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    text.replace(/^packages: .*$/m, () => `packages: ${JSON.stringify(packages)}`),
  )
  if (sink.needs !== 'jar') return
  const made = spawnSync('mvn', ['-q', 'package'], { cwd: to, stdio: ['ignore', 2, 2] })
  if (made.status !== 0) throw new Error(`mvn package ended with ${made.status}`)
}

function measure(each: RealRun, cwd: string): MeasuredSink {
  const machine = { cores: availableParallelism(), load: Math.round((loadavg()[0] ?? 0) * 10) / 10 }
  const words = [...wordsOf(each), ...generatedOf(each)]
  const { code, out, seconds } = cwc(words, cwd)
  const found = foundIn(out)
  return {
    sink: each.of,
    spark: each.spark,
    mode: each.mode,
    packages: [...each.packages],
    command: inShell(words),
    exitCode: code,
    seconds,
    machine,
    ...found,
    repeated: repetitionsOf(each, found).map(({ words: again, from, isSame }) => {
      const repeated = cwc(again, cwd)
      return { command: inShell(again), of: from, isSame: isSame(repeated.out) }
    }),
  }
}

function cwc(words: readonly string[], cwd: string) {
  const begin = performance.now()
  const run = spawnSync(process.execPath, [join(packageRoot, 'bin/cwc.js'), ...words, '--json'], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const seconds = Math.round((performance.now() - begin) / 1000)
  if (run.status !== 0 && run.status !== 1 && run.status !== 4)
    throw new Error(`${inShell(words)} ended with ${run.status}`)
  return { code: run.status, out: run.stdout, seconds }
}

/** As a shell reads it. */
function inShell(words: readonly string[]): string {
  const quoted = words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
  return ['npx', 'cwc', ...quoted].join(' ')
}
