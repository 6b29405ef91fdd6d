import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { rowFaults } from '../audit/search-row-faults.ts'
import { harmOf } from '../sink/audit-cells/cells.ts'
import { measuredWitness } from '../sink/audit-cells/measured-cells.ts'
import { cwc } from './fixtures/cwc.ts'
import { icebergIn } from './fixtures/iceberg-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-cells-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each(rowFaults)(
  'Iceberg on Spark 3.5.8 shows by its token, in a new JVM, a row that the audit foretells: %s',
  async (of) => {
    const file = join(folder, `${of}.yaml`)
    writeFileSync(file, icebergIn(folder))
    const { token, outcome } = measuredWitness('the first wins', of)
    const { code, out, err } = await cwc(['sink', file, '--replay', token, '--json'])
    expect(code, err).toBe(0)
    const { result } = JSON.parse(out)
    expect(result).toMatchObject({ kind: 'seen', lost: outcome.lost, doubled: outcome.doubled })
    expect(result[harmOf[of]]).not.toEqual([])
  },
)
