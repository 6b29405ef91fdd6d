import { expect, it } from 'vitest'
import { createApplication } from '../production-logs/application.ts'
import { ownRecording } from '../production-logs/fixtures/own-recordings.ts'
import type { CheckReport } from '../production-logs/report/check-report.ts'
import { judgeLogs } from './judge-logs.ts'
import { type LoggedLine, linesThatDecide, threadOf } from './logged-line.ts'
import { ownApplications, recordedApplications } from './measure-recordings.ts'

const verdictsOn = (lines: readonly LoggedLine[]) => {
  const application = createApplication()
  for (const { record, file } of lines) application.take(record, file)
  return kindsIn(application.report(() => undefined))
}

const kindsIn = ({ requirements }: CheckReport) =>
  Object.fromEntries(Object.entries(requirements).map(([id, { kind }]) => [id, kind]))

it('the lines that decide have the verdicts of the whole recording, which cwc check gives', () => {
  for (const files of [...recordedApplications, ...ownApplications])
    expect(verdictsOn(linesThatDecide(files)), files.at(-1)?.[0]).toEqual(kindsIn(judgeLogs(files)))
})

it('a task of a run that goes on with another coordinator has another thread than that of its partition before', () => {
  const lines = linesThatDecide(Object.entries(ownRecording('2.4.8/reconfigure').logs))
  const threads = lines.flatMap((line) =>
    line.observed?.kind === 'committed' && line.observed.partition === 0 ? [threadOf(line)] : [],
  )
  expect(new Set(threads).size).toBe(2)
})
