import { describe, expect, it } from 'vitest'
import { checked } from '../fixtures/checked.ts'
import * as log from '../fixtures/log-lines.ts'

type Lines = readonly (string | readonly string[])[]

/** The epochs that were committed with the offsets of an earlier run, by the finding and by the timeline. */
function oldOffsetsIn(files: Readonly<Record<string, Lines>>) {
  const logs = Object.entries(files).map(([name, lines]) => [name, Buffer.from(`${lines.flat().join('\n')}\n`)])
  const [application] = checked(Object.fromEntries(logs)).applications
  const lanes = application?.timeline?.queries.flatMap((query) => query.lanes) ?? []
  return {
    found: application?.findings.flatMap((one) => (one.kind === 'old-offsets' ? [one.first, one.last] : [])),
    drawn: lanes.flatMap(({ marks }) =>
      marks.flatMap(({ kind, epoch }) => (kind === 'epoch committed with old offsets' ? [epoch] : [])),
    ),
  }
}

/** Its application was killed. */
const first: Lines = [log.head(), log.epoch(0), log.epoch(1)]
const second: Lines = [log.starts(log.otherRunId), log.resumes(1), log.coordinator, log.newEpoch(3)]

describe('a commit without a line of its offsets', () => {
  it('has those of an earlier run, if the log of its run shows the start', () => {
    const files = { 'driver.log': [...first, log.release(), ...second, log.commit(2), log.offsets(3), log.commit(3)] }
    expect(oldOffsetsIn(files)).toEqual({ found: [2, 2], drawn: [2] })
  })

  it('has none that the log shows, if a log begins with it: it may be that of a later run, and cut', () => {
    const [, renamed = ''] = log.commit(7)
    const cut: Lines = [renamed, log.offsets(8), log.commit(8), log.stopped(log.otherRunId)]
    expect(oldOffsetsIn({ 'driver.log': first, 'driver-run2.log': cut })).toEqual({ found: [], drawn: [] })
  })
})
