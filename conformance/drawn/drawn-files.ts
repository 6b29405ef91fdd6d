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

/** The files that are drawn from a report, beside `report.json` itself. With an earlier report the page and the summary say what changed. */
export function drawnFiles(report: RunReport, before?: RunReport): readonly DrawnFile[] {
  return [
    { name: 'report.html', text: reportPage(report, before) },
    { name: 'junit.xml', text: junit(report) },
    { name: 'summary.md', text: summary(report, before) },
    { name: 'badge.json', text: badge(report) },
  ]
}
