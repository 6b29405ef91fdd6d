import fc from 'fast-check'
import { randomBelow } from '../../state-space/walk.ts'
import type { BatchFaults } from './batch-space.ts'
import { type GeneratedBatches, planBatches } from './plan-batches.ts'
import { weighted } from './weighted-choices.ts'

/** One kind of fault at a time most often, so that a result shows which one loses or doubles a row. */
const circumstances: fc.Arbitrary<readonly BatchFaults[]> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom<readonly BatchFaults[]>(['crash'], ['crash'], ['sink'], ['sink'], ['task'], []),
  },
  { weight: 2, arbitrary: fc.subarray<BatchFaults>(['task', 'sink', 'crash'], { minLength: 2 }) },
)

const numbers = fc.record({
  faults: circumstances,
  partitions: fc.constantFrom(1, 1, 2),
  batches: fc.constantFrom(1, 2, 3),
  rows: fc.constantFrom(2, 3, 1),
  times: fc.constantFrom(1, 2, 2),
  schedule: fc.array(fc.nat(randomBelow - 1), { minLength: 3, maxLength: 16, size: 'max' }),
})

/** Different schedules of micro-batches of this seed: this many, or as many as are found in ten times as many tries. */
export function* randomBatches({ runs, seed }: { readonly runs: number; readonly seed: number }) {
  const known = new Set<string>()
  for (const { schedule, ...bounds } of fc.sample(numbers, { numRuns: 10 * runs, seed })) {
    if (known.size >= runs) return
    const generated: GeneratedBatches = planBatches(
      bounds,
      weighted(schedule, ({ kind }) => kind),
    )
    const key = JSON.stringify(generated.run.schedule)
    if (known.has(key)) continue
    known.add(key)
    yield generated
  }
}
