import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sinkReportSchema } from '../sink/answer/sink-report-schema.ts'
import { cwc } from './fixtures/cwc.ts'
import { icebergIn } from './fixtures/iceberg-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-reports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

// Iceberg ignores the second commit of an epoch. Without the tag @spark-as-it-is, the loss counts for the sink alone.
const feature = `Feature: The next run ends an epoch elsewhere
  Scenario: an epoch is committed again with more rows
    Given a query with 1 partition
    When the query is executed
    And a row arrives
    But the next entry in Spark's commit log will fail
    And the epoch ends
    And the query is stopped
    When the query is executed
    And a row arrives
    And a row arrives
    And the epoch ends
    And a row arrives
    And the epoch ends
`
const known = `- scenario: an epoch is committed again with more rows
  mode: continuous
  when: { version: '>=3.5' }
  reason: the first commit wins
  observed: 'lost: row-0-1'
`

it('One run of cwc sink on Spark 3.5.8 writes JUnit, a page and JSON, and a known loss leaves it green', async () => {
  const [junit, html] = [join(folder, 'reports/sink.xml'), join(folder, 'reports/sink.html')]
  const words = ['--features', written('own.feature', feature), '--known-failures', written('known.yaml', known)]
  const files = ['--junit', junit, '--html', html, '--json']
  const sink = written('cwc.sink.yaml', icebergIn(folder))
  const { code, out, err } = await cwc(['sink', sink, '--claim', 'exactly-once', ...words, ...files])
  expect(code, err).toBe(0)
  expect(err).toContain(`1 known failure, as ${join(folder, 'known.yaml')} says`)
  const report: unknown = JSON.parse(out)
  expect(sinkReportSchema.safeParse(report).error).toBeUndefined()
  expect(report).toMatchObject({ mode: 'continuous', release: '3.5.8', sinkAlone: 'at-most-once' })
  const xml = readFileSync(junit, 'utf8')
  expect(xml).toMatch(/<testsuites [^>]*failures="0"/)
  expect(xml).toContain('<skipped message="known failure: the first commit wins"/>')
  const page = readFileSync(html, 'utf8')
  expect(page).toContain('by known failures only: the sink claims exactly-once, and guarantees at-most-once')
  expect(page).toContain('Replace the rows of an epoch when it is committed again')
  expect(page).toMatch(/<svg .*the reader sees row-0-0/s)
})
