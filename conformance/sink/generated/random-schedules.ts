import fc from 'fast-check'
import type { Deviations } from '../../../src/reference/deviations.ts'
import type { Fault } from '../../state-space/faults.ts'
import { randomBelow } from '../../state-space/walk.ts'
import { type PlannedSchedule, planSchedule } from './plan-schedule.ts'
import { type SinkBounds, sinkSpace } from './sink-space.ts'
import { weightedChoices } from './weighted-choices.ts'

/** A generated schedule and the bounds in which its choices are meant. */
export interface GeneratedSchedule {
  readonly bounds: SinkBounds
  readonly planned: PlannedSchedule
}

/** One kind of fault at a time most often, so that a result shows which one loses a row. */
const circumstances: fc.Arbitrary<readonly Fault[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<readonly Fault[]>(['throw']) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<readonly Fault[]>(
      ['duplicate'],
      ['late'],
      ['coordinator'],
      ['interrupt'],
      ['complete'],
      [],
    ),
  },
  { weight: 1, arbitrary: fc.subarray<Fault>(['duplicate', 'late', 'throw', 'interrupt', 'complete', 'coordinator']) },
)

const numbers = fc.record({
  faults: circumstances,
  partitions: fc.constantFrom(1, 1, 2),
  epochs: fc.constantFrom(1, 2, 3),
  rows: fc.constantFrom(2, 3, 1),
  times: fc.constantFrom(1, 2),
  schedule: fc.array(fc.nat(randomBelow - 1), { minLength: 3, maxLength: 20, size: 'max' }),
})

export interface Sampling {
  readonly runs: number
  readonly seed: number
  /** Whether the offset log is cleaned wherever the query is executed again. */
  readonly cleanLog?: boolean
}

/** Different schedules of this seed: this many, or as many as are found in ten times as many tries. */
export function* randomSchedules(sampling: Sampling, deviations: Deviations): Generator<GeneratedSchedule> {
  const { runs, seed } = sampling
  const cleanLog = sampling.cleanLog === true ? ({ cleanLog: true } as const) : {}
  const known = new Set<string>()
  for (const { schedule, ...sizes } of fc.sample(numbers, { numRuns: 10 * runs, seed })) {
    if (known.size >= runs) return
    const bounds: SinkBounds = { ...sizes, ...cleanLog }
    const planned = planSchedule(sinkSpace(bounds), weightedChoices(schedule), deviations)
    const key = JSON.stringify(planned.run.schedule)
    if (known.has(key)) continue
    known.add(key)
    yield { bounds, planned }
  }
}
