import { reportPage } from '../html/report-page.ts'
import type { RunReport } from '../report/report.ts'
import { badge } from './badge.ts'
import { junit } from './junit.ts'
import { summary } from './summary.ts'

/** A file of the report folder that is made from `report.json` alone. */
export interface DrawnFile {
  readonly name: string
  readonly text: string
}

/** The files that are drawn from a report, beside `report.json` itself. */
export function drawnFiles(report: RunReport): readonly DrawnFile[] {
  return [
    { name: 'report.html', text: reportPage(report) },
    { name: 'junit.xml', text: junit(report) },
    { name: 'summary.md', text: summary(report) },
    { name: 'badge.json', text: badge(report) },
  ]
}
