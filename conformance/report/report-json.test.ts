import { describe, expect, it } from 'vitest'
import { aCase, aReport } from '../matrix/fixtures/reports.ts'
import { visibleLines } from '../visible.ts'
import { reportJson } from './report-json.ts'

describe('the text of report.json', () => {
  it('has one line per case, and is read as the report', () => {
    const report = aReport([aCase(['EC-16'], 'passed'), aCase(['RDD-16'], 'failed', { problem: 'not seen' })])
    const text = reportJson(report)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)))
    const lines = text.split('\n')
    for (const one of report.cases) expect(lines.filter((line) => line.startsWith(`{"id":"${one.id}"`))).toHaveLength(1)
  })

  it('has each character that a terminal would obey as an escape, and is read as the report', () => {
    const report = aReport([aCase(['EC-16'], 'failed', { problem: 'a\u007fb\u009bc\u202ed\u2028' })])
    const text = reportJson(report)
    expect(visibleLines(text)).toBe(text)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)))
  })
})
