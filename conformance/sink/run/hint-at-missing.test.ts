import { expect, it } from 'vitest'
import { DriverError } from '../../../src/adapters/driver.ts'
import { hintAtMissing } from './hint-at-missing.ts'

const told = (reason: string) => hintAtMissing(new DriverError({ kind: 'not-supported', reason })).failure

it.each([
  ['NoSuchTableException: Table does not exist: d.t', 'before can make'],
  ['AnalysisException: [TABLE_OR_VIEW_NOT_FOUND] The table cannot be found', 'before can make'],
  ['AnalysisException: Path does not exist: /tmp/x', 'before can make'],
  ['UnknownTopicOrPartitionException: This server does not host this topic-partition.', 'before can make'],
  ['ClassNotFoundException: Failed to find data source: mine', 'packages or jars'],
  ["CatalogNotFoundException: Catalog 'ice' plugin class not found", 'setUp names a catalog'],
])('An error that says that something is missing names the field that can make it: %s', (reason, hint) => {
  const failure = told(`${reason}\nat a place`)
  expect(failure).toMatchObject({ reason: expect.stringContaining(`${reason} (${hint}`) })
  expect(failure).toMatchObject({ reason: expect.stringContaining(`\n${reason}\nat a place`) })
})

it('Any other error stays as it is', () => {
  expect(told('IOException: disk full')).toEqual({ kind: 'not-supported', reason: 'IOException: disk full' })
  const ended = new DriverError({ kind: 'timed-out', method: 'apply', seconds: 1, stderr: '' })
  expect(hintAtMissing(ended)).toBe(ended)
})
