import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { altered, checked, recordedLogs } from '../fixtures/checked.ts'
import { recordedFolders } from '../fixtures/recording.ts'
import { inJson, logReportJsonSchema, logReportSchema } from './check-report-schema.ts'

it('schema/log-report.schema.json is the schema of the code', () => {
  const written: unknown = JSON.parse(readFileSync(join(packageRoot, 'schema/log-report.schema.json'), 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(logReportJsonSchema())))
})

it('the report on each recording matches the schema', () => {
  const kinds = new Set<string>()
  for (const folder of recordedFolders()) {
    const report = inJson(checked(recordedLogs(folder)))
    for (const { findings } of logReportSchema.parse(report).applications)
      for (const { kind } of findings) kinds.add(kind)
  }
  expect(kinds).toContain('commits-stopped')
  expect(kinds).toContain('cause')
})

it('the report on a violation matches the schema, and one with another field does not', () => {
  const logs = recordedLogs('3.5.8/local-normal-info')
  const driver = altered(
    logs['driver.log'],
    'partition 0 in epoch 2 is committing',
    'partition 0 in epoch 4 is committing',
  )
  const report = checked({ 'driver.log': driver })
  expect(logReportSchema.safeParse(inJson(report)).error).toBeUndefined()
  expect(logReportSchema.safeParse({ ...report, more: 1 }).success).toBe(false)
})
