import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import Table from 'cli-table3'
import { builtDriver } from '../src/adapters/spark/build.ts'
import { driverEnvironment, opened } from '../src/adapters/spark/command-line.ts'
import { lineOf } from '../src/adapters/spark/releases.ts'
import { generateLog } from './logs/generate.ts'
import { median } from './measure.ts'

// `npm run bench:logs-on-spark`: `cwc check --on local[2]` against a job that counts the lines, on the same files, in turns, by the times
// of whole processes: the start of the JVM is part of both.

const megabytes = Number(process.env['CWC_BENCH_MB'] ?? 2000)
const files = 30
const rounds = Number(process.env['CWC_BENCH_ROUNDS'] ?? 3)
const [version, master, mostTimes] = ['3.5.8', 'local[2]', 2]

interface Times {
  readonly wall: number
  readonly processor: number
}

function time(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Times {
  const timed = spawnSync('/usr/bin/time', ['-f', '%e %U %S', command, ...args], { encoding: 'utf8', env })
  const last = timed.stderr.trim().split('\n').at(-1) ?? ''
  if (timed.status !== 0 || !/^[\d.]+ [\d.]+ [\d.]+$/.test(last)) throw new Error(`${command}: ${timed.stderr}`)
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = last.split(' ').map(Number)
  return { wall, processor: user + system }
}

const folder = mkdtempSync(join(tmpdir(), 'cwc-bench-logs-'))
try {
  const { family } = lineOf(version)
  const build = await builtDriver({ version, family, jars: undefined, env: process.env, onProgress: console.error })
  const jars = join(build, 'jars', '*')
  execFileSync('javac', ['-cp', jars, '-d', folder, 'bench/peers/CountLines.java'])
  const logs = join(folder, 'logs')
  for (let file = 1; file <= files; file++) {
    const own = join(logs, `app-20261128100000-${String(file).padStart(4, '0')}`)
    mkdirSync(own, { recursive: true })
    generateLog(join(own, 'driver.log'), (megabytes * 1e6) / files, { layout: 'default', noise: 49, number: file })
  }
  const peer = () =>
    time(
      'java',
      [
        '-Xmx1g',
        ...opened.map((part) => `--add-opens=${part}=ALL-UNNAMED`),
        ...['-cp', [folder, jars].join(delimiter), 'org.apache.spark.deploy.SparkSubmit'],
        ...['--master', master, '--conf', 'spark.ui.enabled=false', '--class', 'CountLines', 'spark-internal', logs],
      ],
      { ...driverEnvironment(process.env), SPARK_LOCAL_IP: '127.0.0.1' },
    )
  const check = () => time(process.execPath, ['bin/cwc.js', 'check', '--on', master, '--spark', version, logs])
  const table = new Table({
    head: ['', 'spark.read.text.count, s', 'cwc check --on, s', 'times', 'wanted'],
    style: { head: [], border: [] },
  })
  const taken = { peer: [] as Times[], check: [] as Times[] }
  for (let round = 0; round <= rounds; round++) {
    const [one, other] = [peer(), check()]
    // The first round fills the caches.
    if (round === 0) continue
    taken.peer.push(one)
    taken.check.push(other)
  }
  const of = (which: keyof typeof taken, what: keyof Times) => median(taken[which].map((times) => times[what]))
  const ratio = (what: keyof Times) => of('check', what) / of('peer', what)
  for (const [name, what, wanted] of [
    ['time', 'wall', `<= ${mostTimes}`],
    ['processor time', 'processor', ''],
  ] as const) {
    table.push([name, of('peer', what).toFixed(1), of('check', what).toFixed(1), ratio(what).toFixed(2), wanted])
  }
  console.log(`Spark ${version} on ${master}: ${files} files of ${(megabytes / files).toFixed(0)} MB`)
  console.log(table.toString())
  if (ratio('wall') > mostTimes) console.log(`does not hold: at most ${mostTimes} times`)
  process.exitCode = ratio('wall') > mostTimes ? 1 : 0
} finally {
  rmSync(folder, { recursive: true })
}
