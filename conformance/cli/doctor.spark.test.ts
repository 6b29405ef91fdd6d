import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Driver } from '../../src/adapters/driver.ts'
import { processDriver } from '../../src/adapters/stdio/process-driver.ts'
import { cwc } from './fixtures/cwc.ts'
import { patchedSpark } from './fixtures/patched-spark.ts'
import { RunningQuery } from './fixtures/running-query.ts'

const starting = 30 * 60_000

const verdictOn = async (checkpoint: string) => {
  const { out } = await cwc(['doctor', '--json', checkpoint])
  const [examined] = JSON.parse(out) as { diagnosis: { verdict: string } }[]
  return examined?.diagnosis.verdict
}

const mend = async (checkpoint: string) =>
  (await cwc(['doctor', '--fix', '--no-dry-run', '--quiet-for', '0', checkpoint])).code

const removeChecksums = (checkpoint: string) => {
  for (const name of readdirSync(checkpoint, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.crc')) rmSync(join(checkpoint, name))
}

describe.each(['2.4.8', '3.5.8', '4.2.0'])('cwc doctor and Apache Spark %s', { timeout: starting }, (version) => {
  const folder = mkdtempSync(join(tmpdir(), 'cwc-doctor-'))
  let driver: Driver
  let query: RunningQuery
  afterAll(async () => {
    await driver.shutdown()
    rmSync(folder, { recursive: true })
  })
  beforeAll(async () => {
    const { command, args, env } = await patchedSpark(version, 'checksums', folder)
    const home = mkdtempSync(join(folder, 'home-'))
    const here = [`-Djava.io.tmpdir=${home}`, ...args]
    driver = processDriver({ command, args: here, env, timeoutSeconds: 600 })
    query = new RunningQuery(driver, home)
  }, starting)
  beforeEach(async () => await query.open())

  /** Commits row 0. The sink refuses the next epoch, and the offset log runs ahead by two epochs of so many rows each. */
  const makeDangerous = async (rows: number) => {
    await query.start()
    await query.read(1)
    await query.endEpoch()
    await query.refuseNext()
    await query.read(rows)
    await query.endEpoch()
    await query.read(rows)
    await query.endEpoch()
    await query.stop()
    expect(query.sink).toEqual([0])
    expect(await verdictOn(query.checkpoint)).toBe('dangerous')
  }

  /** A run of one epoch with so many rows. */
  const run = async (rows: number) => {
    await query.start()
    await query.read(rows)
    await query.endEpoch()
    await query.stop()
  }

  it('two plain restarts behind a refused epoch lose a row', async () => {
    await makeDangerous(1)
    await run(0)
    await run(1)
    expect(query.sink).toEqual([0, 2])
  })

  it('two restarts behind a refused epoch lose no row after cwc doctor --fix', async () => {
    await makeDangerous(1)
    expect(await mend(query.checkpoint)).toBe(0)
    await run(0)
    expect(await verdictOn(query.checkpoint)).toBe('clean')
    await run(1)
    expect(query.sink).toEqual([0, 1])
  })

  it('two plain restarts behind a refused epoch double a row', async () => {
    await makeDangerous(0)
    await run(1)
    await run(1)
    expect(query.sink).toEqual([0, 1, 1])
  })

  it('two restarts behind a refused epoch double no row after cwc doctor --fix', async () => {
    await makeDangerous(0)
    expect(await mend(query.checkpoint)).toBe(0)
    await run(1)
    expect(await verdictOn(query.checkpoint)).toBe('clean')
    await run(1)
    expect(query.sink).toEqual([0, 1, 2])
  })

  /** A run of two epochs, and then the change to its checkpoint. */
  const stopAndChange = async (change: (checkpoint: string) => void) => {
    await run(1)
    await run(1)
    change(query.checkpoint)
  }

  it.each<readonly [string, (checkpoint: string) => void, RegExp]>([
    ['an empty last commit', (at) => writeFileSync(join(at, 'commits/1'), ''), /Incomplete log file/],
    ['an empty last entry of offsets', (at) => writeFileSync(join(at, 'offsets/1'), ''), /Incomplete log file/],
    [
      'a last commit without offsets',
      (at) => rmSync(join(at, 'offsets/1')),
      /Batch 1 was committed without end epoch offsets!/,
    ],
    ['a last entry of offsets that is cut', (at) => writeFileSync(join(at, 'offsets/1'), 'v1\n'), /./],
    [
      'a file metadata that is cut',
      (at) => writeFileSync(join(at, 'metadata'), '{"id":"a'),
      /Json(?:EOF|Parse)Exception: Unexpected end-of-input/,
    ],
    ['a format of a later release', (at) => writeFileSync(join(at, 'offsets/1'), 'v77\n\n[2]'), /v77/],
  ])('a query does not start from %s, as cwc doctor says', async (_, change, error) => {
    await stopAndChange(change)
    // Spark reads the file of the checksum first, and this one does not match.
    removeChecksums(query.checkpoint)
    expect(await verdictOn(query.checkpoint)).toBe('will not start')
    await query.start()
    expect(query.ending).toMatch(error)
  })

  it('a query that starts with a torn entry ahead commits nothing, as cwc doctor says, and all after --fix', async () => {
    await stopAndChange((at) => writeFileSync(join(at, 'offsets/2'), 'v1\n'))
    expect(await verdictOn(query.checkpoint)).toBe('dangerous')
    await run(1)
    await run(1)
    expect(query.committed).toEqual([])
    expect(await mend(query.checkpoint)).toBe(0)
    await run(1)
    expect(query.committed).toEqual([2])
  })

  it('the two runs after --fix of a checksum that was left behind write that entry', async () => {
    await stopAndChange((at) => writeFileSync(join(at, 'offsets/.2.crc'), 'crc'))
    expect(await verdictOn(query.checkpoint)).toBe('dangerous')
    expect(await mend(query.checkpoint)).toBe(0)
    await run(1)
    await run(1)
    expect(query.sink).toEqual([0, 1, 2, 3])
  })
})
