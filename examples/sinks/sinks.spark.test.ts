import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenWays } from '../../conformance/sink/broken-ways/broken-ways.ts'
import { shownBy } from '../../conformance/sink/broken-ways/shown.ts'
import { sinkScenarios } from '../../conformance/sink/features/kit-scenarios.ts'
import { readSinkFile } from '../../conformance/sink/file/read-sink-file.ts'
import type { SinkFile } from '../../conformance/sink/file/sink-file.ts'
import { judgeRequirements } from '../../conformance/sink/requirements/judge-requirements.ts'
import type { SinkDriver } from '../../conformance/sink/run/sink-driver.ts'
import { sparkSink } from '../../conformance/sink/run/spark-sink.ts'
import { trySchedule } from '../../conformance/sink/run/try-schedule.ts'
import { guaranteesOf, type TriedScenario } from '../../conformance/sink/verdict/judge-sink.ts'
import { prepareSpark } from '../../src/adapters/spark/prepare.ts'
import { type ProcessDriver, processDriver } from '../../src/adapters/stdio/process-driver.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'cwc-sinks-'))
const classes = join(folder, 'classes')

/** The file of an example, with its database in a folder of the test. */
function fileOf(example: string): SinkFile {
  const text = readFileSync(join(here, example, 'cwc.sink.yaml'), 'utf8')
  const file = join(folder, `${example}.yaml`)
  // No test looks into a database after a crash of the machine.
  writeFileSync(
    file,
    text.replaceAll('target/', `${folder}/`).replaceAll('?busy_timeout', '?synchronous=OFF&busy_timeout'),
  )
  return readSinkFile(file)
}

const right = fileOf('exactly-once')
const broken = fileOf('broken')

/** Both examples, by the compiler of the JDK that runs Spark: Maven would take longer. */
function compile(java: string, args: readonly string[]) {
  const classPath = args[args.indexOf('-cp') + 1] ?? ''
  for (const example of ['exactly-once', 'broken']) {
    const sources = globSync(join(here, example, 'src/main/java/**/*.java'))
    const javac = [...['--release', '8', '-Xlint:-options', '-cp', classPath], '-d', join(classes, example), ...sources]
    execFileSync(join(dirname(java), 'javac'), javac)
    cpSync(join(here, example, 'src/main/resources'), join(classes, example), { recursive: true })
  }
}

let driver: ProcessDriver

beforeAll(async () => {
  const jars = ['exactly-once', 'broken'].map((example) => join(classes, example))
  const { packages } = right
  const line = await prepareSpark({ kind: 'release', version: '3.5.8' }, { onProgress: () => {}, jars, packages })
  compile(line.command, line.args)
  driver = processDriver({ ...line, timeoutSeconds: 300 })
})

afterAll(async () => {
  await driver.shutdown()
  rmSync(folder, { recursive: true, force: true })
})

/** The broken sink, read without Spark: that takes a third of the time. */
function brokenSink(way: string, database: string): SinkDriver {
  const options = { way, url: `jdbc:sqlite:${database}?synchronous=OFF&busy_timeout=60000` }
  const sink = sparkSink(driver, { ...broken, sink: { format: 'broken-jdbc', options } })
  return { ...sink, rows: async () => rowsIn(database) }
}

function rowsIn(file: string): readonly string[] {
  if (!existsSync(file)) return []
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const isMade = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'shown'").get() !== undefined
    return isMade
      ? database
          .prepare('SELECT value FROM shown')
          .all()
          .map(({ value }) => String(value))
      : []
  } finally {
    database.close()
  }
}

describe('the examples of sinks on Spark 3.5.8', () => {
  it('The sink to start from is exactly-once where Spark does as documented, and CE-19 alone takes a row from it', async () => {
    const sink = sparkSink(driver, right)
    const tried: TriedScenario[] = []
    for (const scenario of sinkScenarios()) tried.push({ scenario, result: await trySchedule(sink, scenario) })
    expect(shownIn(tried)).toEqual(withoutGaps(brokenWays['none']?.shows ?? {}))
    expect(guaranteesOf(tried)).toEqual({ sinkAlone: 'exactly-once', withSpark: 'at-most-once' })
    expect(violatedBy(tried)).toEqual([])
  })

  it.each(Object.entries(brokenWays))(
    'The broken sink shows %s in the scenarios of the table, and in no other, and breaks the requirements named there',
    async (way, { shows, breaks }) => {
      const tried: TriedScenario[] = []
      for (const [number, scenario] of sinkScenarios().entries()) {
        const sink = brokenSink(way, join(folder, `${way}-${number}.db`))
        tried.push({ scenario, result: await trySchedule(sink, scenario) })
      }
      expect(shownIn(tried)).toEqual(withoutGaps(shows))
      expect(violatedBy(tried)).toEqual(breaks)
    },
  )
})

const shownIn = (tried: readonly TriedScenario[]) =>
  Object.fromEntries(tried.map(({ scenario, result }) => [scenario.name, shownBy(result)]))

/** The requirements of sinks that this one breaks. */
const violatedBy = (tried: readonly TriedScenario[]) =>
  judgeRequirements(tried).flatMap(({ requirement: { id, owedBy }, verdict }) =>
    owedBy === 'sink' && verdict.kind === 'violated' ? [id] : [],
  )

/** A scenario that is not in the table shows nothing. */
const withoutGaps = (shows: Readonly<Record<string, object>>) =>
  Object.fromEntries(sinkScenarios().map(({ name }) => [name, shows[name] ?? {}]))
