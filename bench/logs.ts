import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Table from 'cli-table3'
import { generateLog, type LogShape } from './logs/generate.ts'
import { median } from './measure.ts'

// `npm run bench:logs`: `cwc check` against `grep -c -E` of four words, on the same file, in turns, by processor time of whole processes.
// Then its memory on logs of 1 MB, 100 MB and 1 GB, and of 10 GB if CWC_BENCH_10GB is set, which needs as much disk and some minutes.

const megabytes = Number(process.env['CWC_BENCH_MB'] ?? 1000)
const rounds = 3
const words = 'ContinuousExecution|ContinuousWriteRDD|EpochCoordinator|CheckpointFileManager'

const rows: readonly { readonly name: string; readonly shape: LogShape; readonly wanted: number }[] = [
  { name: '2 % of the lines', shape: { layout: 'default', noise: 49 }, wanted: 1 },
  { name: '95 % of the lines', shape: { layout: 'default', noise: 0.05 }, wanted: 0.5 },
  { name: 'JSON, 2 % of the lines', shape: { layout: 'JSON', noise: 49 }, wanted: 0.3 },
  { name: 'JSON, 95 % of the lines', shape: { layout: 'JSON', noise: 0.05 }, wanted: 0.3 },
]
const mostMemory = 150
/** In megabytes. */
const sizes = [1, 100, 1000, ...(process.env['CWC_BENCH_10GB'] === undefined ? [] : [10_000])]

/** Processor seconds of the process and of what it starts, and its largest resident set in megabytes. */
function measure(command: string, args: readonly string[]): { readonly seconds: number; readonly memory: number } {
  const timed = spawnSync('/usr/bin/time', ['-f', '%U %S %M', command, ...args], { encoding: 'utf8' })
  const [user = Number.NaN, system = Number.NaN, kilobytes = Number.NaN] = (
    timed.stderr.trim().split('\n').at(-1) ?? ''
  )
    .split(' ')
    .map(Number)
  if (Number.isNaN(kilobytes)) throw new Error(`no times of ${command}: ${timed.stderr}`)
  return { seconds: user + system, memory: kilobytes / 1000 }
}

const folder = mkdtempSync(join(tmpdir(), 'cwc-bench-logs-'))
const table = new Table({
  head: ['log', 'grep, s', 'cwc check, s', 'speed of grep', 'wanted', 'memory, MB'],
  style: { head: [], border: [] },
})
const failures: string[] = []
try {
  const file = join(folder, 'driver.log')
  for (const { name, shape, wanted } of rows) {
    generateLog(file, megabytes * 1e6, shape)
    const [greps, checks]: [number[], number[]] = [[], []]
    let memory = 0
    for (let round = 0; round <= rounds; round++) {
      const grep = measure('grep', ['-c', '-E', words, file])
      const check = measure(process.execPath, ['bin/cwc.js', 'check', file])
      memory = Math.max(memory, check.memory)
      // The first round fills the caches.
      if (round === 0) continue
      greps.push(grep.seconds)
      checks.push(check.seconds)
    }
    const ratio = median(greps) / median(checks)
    table.push([
      name,
      median(greps).toFixed(2),
      median(checks).toFixed(2),
      ratio.toFixed(2),
      `>= ${wanted}`,
      memory.toFixed(0),
    ])
    if (ratio < wanted) failures.push(`${name}: ${wanted} times the speed of grep`)
    if (memory > mostMemory) failures.push(`${name}: at most ${mostMemory} MB`)
  }
  for (const size of sizes) {
    generateLog(file, size * 1e6, { layout: 'default', noise: 0.05 })
    const { seconds, memory } = measure(process.execPath, ['bin/cwc.js', 'check', file])
    table.push([`95 % of the lines, ${size} MB`, '', seconds.toFixed(2), '', '', memory.toFixed(0)])
    if (memory > mostMemory) failures.push(`a log of ${size} MB: at most ${mostMemory} MB`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
console.log(`Logs of ${megabytes} MB`)
console.log(table.toString())
for (const failure of failures) console.log(`does not hold: ${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1
