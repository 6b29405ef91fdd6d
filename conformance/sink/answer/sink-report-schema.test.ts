import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { judgeRequirements } from '../requirements/judge-requirements.ts'
import { toldRequirement } from '../requirements/told.ts'
import {
  close,
  commit,
  commitEpoch,
  endsEpoch,
  failsBefore,
  oneEpoch,
  oneRow,
  stops,
} from '../requirements/trace-builder.ts'
import { faultTable, toldFaults } from './fault-table.ts'
import { sinkReportJsonSchema, sinkReportSchema } from './sink-report-schema.ts'
import { thrownBySink } from './thrown-by-sink.ts'

const refused = [...oneRow, endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0))] }), stops({})]
const tried = [oneEpoch, refused].map((moments, index) => ({
  scenario: { name: `${index}`, fault: 'Nothing fails', spark: 'as documented', steps: [] } as const,
  result: { kind: 'broken', moments, reason: 'it was built' } as const,
}))
const report = () => ({
  mode: 'continuous',
  release: '3.5.8',
  tried,
  claim: 'none',
  faults: toldFaults(faultTable(tried, 'continuous')),
  requirements: judgeRequirements(tried).map(toldRequirement('continuous')),
  thrown: thrownBySink(tried),
})

it('schema/sink-report.schema.json is the schema of the code', () => {
  const written: unknown = JSON.parse(readFileSync(join(packageRoot, 'schema/sink-report.schema.json'), 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(sinkReportJsonSchema())))
})

it('A report with each kind of verdict matches the schema, and one with another field in a requirement does not', () => {
  const { requirements, ...rest } = report()
  expect(new Set(requirements.map(({ verdict }) => verdict.kind))).toEqual(new Set(['held', 'violated', 'no occasion']))
  expect(sinkReportSchema.safeParse({ ...rest, requirements }).error).toBeUndefined()
  const odd = requirements.map((each) => ({ ...each, odd: 1 }))
  expect(sinkReportSchema.safeParse({ ...rest, requirements: odd }).success).toBe(false)
})

it('A violation that is an erratum of Spark says what Spark does instead', () => {
  const found = report().requirements.filter(({ erratum }) => erratum !== undefined)
  expect(found.map(({ id, verdict }) => [id, verdict.kind])).toEqual([
    ['SK-19', 'violated'],
    ['SK-20', 'violated'],
  ])
})
