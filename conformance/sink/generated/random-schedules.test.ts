import { describe, expect, it } from 'vitest'
import { deviationsOf } from '../../../src/reference/editions.ts'
import { sparkIn } from '../model/spark-in.ts'
import type { SinkStep } from '../schedules/schedule.ts'
import { type GeneratedSchedule, randomSchedules } from './random-schedules.ts'

const deviations = deviationsOf('spark-3.5')
const schedulesOf = (schedules: Iterable<GeneratedSchedule>) =>
  [...schedules].map(({ planned }) => JSON.stringify(planned.run.schedule))
const generated = [...randomSchedules({ runs: 300, seed: 1 }, deviations)]
const nameOf = (step: SinkStep) => {
  if (step.kind === 'strike') return step.at
  if (step.kind !== 'act') return step.kind
  const { action } = step
  return action.kind === 'fail' ? `${action.kind} ${action.at}` : action.kind
}

describe('random schedules for a sink', () => {
  it('are as many as are wanted, all of them different, and the same for the same seed', () => {
    const texts = schedulesOf(generated)
    expect(texts.length).toBe(300)
    expect(new Set(texts).size).toBe(300)
    expect(schedulesOf(randomSchedules({ runs: 300, seed: 1 }, deviations))).toEqual(texts)
    expect(schedulesOf(randomSchedules({ runs: 10, seed: 2 }, deviations))).not.toEqual(texts.slice(0, 10))
  })

  it('have each fault, and each call of the sink that fails before and after it took effect', () => {
    const seen = new Set(generated.flatMap(({ planned }) => planned.chosen.map(nameOf)))
    expect([...seen].toSorted()).toMatchInlineSnapshot(`
      [
        "abort",
        "abort.after",
        "advance-epoch",
        "commit",
        "commit.after",
        "complete",
        "create-writer",
        "create-writer-factory",
        "create-writer-factory.after",
        "create-writer.after",
        "deliver",
        "execute",
        "fail query.add-offset",
        "fail query.commit",
        "fail send",
        "fail upstream",
        "interrupt",
        "kill-coordinator",
        "row",
        "stop",
        "write",
        "write.after",
        "writer.commit",
        "writer.commit.after",
        "writer.commit.midway",
      ]
    `)
  })

  it('commit rows in most cases, and show what only the code of Spark says in some', () => {
    const committing = generated.filter(({ planned }) => planned.run.position.committed !== undefined)
    expect(committing.length).toBeGreaterThan(270)
    const asItIs = generated.filter(({ planned }) => sparkIn(planned.run) === 'as it is')
    expect(asItIs.length).toBeGreaterThan(15)
  })
})
