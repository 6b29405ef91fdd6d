import { describe, expect, it } from 'vitest'
import {
  abortEpoch,
  commit,
  commitEpoch,
  endsEpoch,
  failsAfter,
  failsBefore,
  failsInside,
  oneEpoch,
  oneRow,
} from '../requirements/trace-builder.ts'
import { fails } from '../schedules/batch-schedule.ts'
import { actionOf, sinkFails } from '../schedules/schedule.ts'
import { ownErrors } from './own-errors.ts'

const fault = { action: actionOf(sinkFails('writer.commit.midway'), () => ''), calls: [], events: [], rows: [] }
const throws = endsEpoch({ calls: [commit(0), failsInside(commitEpoch(0, 0))] })

describe("errors of the sink's own code", () => {
  it('have their step, their call and its epoch', () => {
    const aborts = endsEpoch({ calls: [failsInside(abortEpoch(1, 0, null))] })
    expect(ownErrors([...oneRow, throws, aborts])).toEqual([
      { step: 3, at: 6, kind: 'epoch.commit', epoch: 0, error: 'IllegalStateException: no' },
      { step: 4, at: 7, kind: 'epoch.abort', epoch: 1, error: 'IllegalStateException: no' },
    ])
  })

  it('are none where the kit throws before the call or after it', () => {
    const struck = endsEpoch({ calls: [failsAfter(commit(0)), failsBefore(commitEpoch(0, 0))] })
    expect(ownErrors([...oneEpoch, struck])).toEqual([])
  })

  it('are none where the kit gives one commit a message that it cannot read, and one where the next commit fails, too', () => {
    expect(ownErrors([fault, ...oneRow, throws])).toEqual([])
    expect(ownErrors([fault, ...oneRow, throws, throws])).toMatchObject([{ step: 5 }])
    const notCalled = endsEpoch({ calls: [failsBefore(commitEpoch(0, 0))] })
    expect(ownErrors([fault, ...oneRow, notCalled, throws])).toEqual([])
    const twice = { ...fault, action: fails('writer.commit.midway', 2) }
    expect(ownErrors([twice, ...oneRow, throws, throws])).toEqual([])
  })

  it('are none from an outage on, to the run after it', () => {
    const outage = (moment: 'begins' | 'ends') => ({ ...fault, action: { kind: 'outage', moment } as const })
    const run = [...oneRow, throws]
    expect(ownErrors([...run.slice(0, 2), outage('begins'), throws, outage('ends'), throws])).toEqual([])
    expect(ownErrors([outage('begins'), outage('ends'), ...run])).toMatchObject([{ step: 5 }])
  })

  it('are none where Spark interrupts a task', () => {
    const interrupted = { ...failsInside(commit(0)), error: 'ClosedByInterruptException: null' }
    expect(ownErrors([...oneRow, endsEpoch({ calls: [interrupted] })])).toEqual([])
  })
})
