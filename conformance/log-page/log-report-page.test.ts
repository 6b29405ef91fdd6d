import { expect, it } from 'vitest'
import { checked, recordedLogs } from '../production-logs/fixtures/checked.ts'
import { logReportPage } from './log-report-page.ts'

it('The page names the files that could not be read, or not to their end, in the words of the text', () => {
  const report = checked(recordedLogs('3.5.8/local-normal-info'))
  const unread = [
    { file: 'executor-<0>.log', why: 'no permission' },
    { file: 'driver.log', partly: 'stands', why: 'the file breaks off: unexpected end of file' },
  ] as const
  const applications = report.applications.map((one) => ({ ...one, unread }))
  expect(logReportPage({ ...report, applications })).toContain(
    '<ul class="notes"><li>executor-&lt;0&gt;.log: unread: no permission</li><li>driver.log: the file breaks off: unexpected end of file</li></ul></div>',
  )
  expect(logReportPage(report)).not.toContain('<ul class="notes">')
})
