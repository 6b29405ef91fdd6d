import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-spark-home-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('--spark-home', () => {
  it('a folder without jars is refused as an installed Apache Spark before anything is built', async () => {
    const { code, err } = await cwc(['run', '--driver', 'spark', '--spark-home', folder])
    expect(err).toBe(`error: --spark-home: ${folder}: no installed Apache Spark, because it has no folder jars\n`)
    expect(code).toBe(2)
  })
})
