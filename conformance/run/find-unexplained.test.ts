import { describe, expect, it } from 'vitest'
import { modelTrace } from './as-modelled.ts'
import { findUnexplained } from './find-unexplained.ts'
import { taskEndsEpoch } from './fixtures/task-ends-epoch.ts'

const without = (kind: string) =>
  (modelTrace(taskEndsEpoch, 'document') ?? []).map((step) => ({
    ...step,
    events: step.events.filter((event) => event.kind !== kind),
  }))

describe('what a scenario did not ask about', () => {
  it('is found at its step, under a requirement that speaks of it, in words', () => {
    expect(findUnexplained(without('sent'), 'document')).toMatchObject({
      requirement: 'RDD-17',
      at: 2,
      mismatch: { problem: 'task 0 sends its commit of epoch 0: "commit-0-0": not seen' },
    })
  })

  it('is nothing where the model does the same, and log lines are not looked at', () => {
    expect(findUnexplained(modelTrace(taskEndsEpoch, 'document') ?? [], 'document')).toBeUndefined()
    expect(findUnexplained(without('logged'), 'document')).toBeUndefined()
    expect(findUnexplained(modelTrace(taskEndsEpoch, 'spark-2.4') ?? [], 'document')).toBeUndefined()
  })
})
