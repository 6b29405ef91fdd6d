import { describe, expect, it } from 'vitest'
import { aCase, aReport } from '../matrix/fixtures/reports.ts'
import { badge } from './badge.ts'
import { everyVerdict } from './fixtures/reports.ts'

describe('badge.json', () => {
  it.each([
    ['conforms, 1 case', 'brightgreen', aReport([aCase(['EC-16'], 'passed')])],
    ['does not conform, 8 failures', 'red', everyVerdict],
    ['too little was checked', 'lightgrey', aReport([aCase(['EC-16'], 'not-run')])],
  ] as const)('says %s, in %s', (message, color, report) => {
    expect(JSON.parse(badge(report))).toEqual({ schemaVersion: 1, label: 'conformance (spark-2.4)', message, color })
  })
})
