import fc from 'fast-check'
import type { Deviations } from '../../../src/reference/deviations.ts'
import type { Circumstance } from '../../audit/circumstances.ts'
import { randomBelow } from '../../state-space/walk.ts'
import { type ChooseStep, planSchedule } from '../generated/plan-schedule.ts'
import type { GeneratedSchedule, Sampling } from '../generated/random-schedules.ts'
import { type SinkMove, sinkSpace } from '../generated/sink-space.ts'
import { weightedChoices } from '../generated/weighted-choices.ts'
import { inContract } from '../schedules/in-contract.ts'
import { actionOf } from '../schedules/schedule.ts'
import { namesOfCommitted } from '../schedules/source-position.ts'
import { auditBounds, boundsOfSink } from './cells.ts'

/** Most of the numbers give a schedule in which the fault does not strike, or no row is committed. */
const triesPerRun = 100

const numbers = fc.array(fc.nat(randomBelow - 1), { minLength: 8, maxLength: 40, size: 'max' })

/**
 * Different schedules of this seed within the bounds of the audit, in which the query is executed again, each fault of the circumstance strikes
 * and a row is committed. This many, or as many as are found.
 */
export function sampleCircumstance(
  circumstance: Circumstance,
  { runs, seed, cleanLog = false }: Sampling,
  deviations: Deviations,
): readonly GeneratedSchedule[] {
  const bounds = boundsOfSink(circumstance.faults, cleanLog)
  const found = new Map<string, GeneratedSchedule>()
  for (const choices of fc.sample(numbers, { numRuns: triesPerRun * runs, seed })) {
    if (found.size >= runs) break
    let used: SinkMove['env'] | undefined
    const among = weightedChoices(choices)
    const choose: ChooseStep = (moves) => {
      const own = moves.flatMap((move, index) => (isOf(circumstance, move) ? [index] : []))
      const choice = among(own.flatMap((index) => moves[index] ?? []))
      const index = choice === undefined ? undefined : own[choice]
      used = index === undefined ? used : moves[index]?.env
      return index
    }
    const planned = planSchedule(sinkSpace(bounds), choose, deviations)
    const { faultsUsed = {}, executions = 0 } = used ?? {}
    const isStruck = executions > 1 && circumstance.faults.every((fault) => faultsUsed[fault] !== undefined)
    if (!isStruck || namesOfCommitted(planned.run.position).length === 0) continue
    found.set(JSON.stringify(planned.run.schedule), { bounds, planned })
  }
  return [...found.values()]
}

/** The space has all faults of a kind. The circumstance may be one of them, and it strikes as often as in the audit. */
function isOf({ is, faults }: Circumstance, { step, env }: SinkMove): boolean {
  if (faults.some((fault) => (env.faultsUsed[fault] ?? 0) > auditBounds.strikes)) return false
  const action = actionOf(step, () => '')
  if (action.kind === 'clean-log' || is === undefined) return true
  const known = inContract(action)
  return known === undefined || !['fail', 'interrupt'].includes(known.kind) || is(known)
}
