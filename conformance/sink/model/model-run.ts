import type { Event } from '../../../src/contract/events.ts'
import type { Deviations } from '../../../src/reference/deviations.ts'
import { open } from '../../../src/reference/model.ts'
import { openingOf } from '../run/sink-driver.ts'
import { actionOf, type Schedule, type SinkStep } from '../schedules/schedule.ts'
import { beginOfSource, movedBy, nextRow, type SourcePosition } from '../schedules/source-position.ts'
import { type SinkState, stepOnModel } from './model-step.ts'

/** A schedule of a sink, as far as it has been run on the model. Plain data: a run that is kept can be gone on with again. */
export interface ModelRun {
  readonly schedule: Schedule
  readonly state: SinkState
  readonly position: SourcePosition
  /** One per step. */
  readonly moments: readonly ModelMoment[]
}

export interface ModelMoment {
  readonly before: SinkState
  readonly after: SinkState
  readonly events: readonly Event[]
}

export function beginRun(setup: Omit<Schedule, 'steps'>, deviations: Deviations): ModelRun {
  const { state } = open(openingOf(setup), deviations)
  return { schedule: { ...setup, steps: [] }, state, position: beginOfSource(setup.partitions ?? 1), moments: [] }
}

/** @throws NotEnabled if the step makes no sense now */
export function goOn({ schedule, state: before, position, moments }: ModelRun, next: SinkStep): ModelRun {
  const action = actionOf(next, nextRow(position))
  const { state: after, events } = stepOnModel(before, action)
  return {
    schedule: { ...schedule, steps: [...schedule.steps, next] },
    state: after,
    position: movedBy(position, action, events),
    moments: [...moments, { before, after, events }],
  }
}

/** The whole schedule. @throws NotEnabled if one of its steps makes no sense */
export function runOnModel({ steps, ...setup }: Schedule, deviations: Deviations): ModelRun {
  return steps.reduce(goOn, beginRun(setup, deviations))
}
