import fc from 'fast-check'
import { deviationsOf, type EditionName } from '../../../src/reference/editions.ts'
import type { Circumstance } from '../../audit/circumstances.ts'
import { randomBelow } from '../../state-space/walk.ts'
import { type ChooseStep, type PlannedSchedule, planSchedule } from '../generated/plan-schedule.ts'
import type { GeneratedSchedule } from '../generated/random-schedules.ts'
import { type SinkBounds, type SinkMove, sinkSpace } from '../generated/sink-space.ts'
import { weightedChoices } from '../generated/weighted-choices.ts'
import { foretold } from '../model/foretell.ts'
import { inContract } from '../schedules/in-contract.ts'
import { actionOf, type Schedule } from '../schedules/schedule.ts'
import { namesOfCommitted } from '../schedules/source-position.ts'
import { auditBounds, boundsOfSink } from './cells.ts'

/** How many schedules, and which. */
export interface SampleSize {
  /** As they are drawn. */
  readonly drawn: number
  /** Besides, that tell something: without the cleaning of the log, a row would be harmed in them. */
  readonly telling: number
  readonly seed: number
}

/** Most of the numbers give a schedule in which the fault does not strike, or no row is committed. Few of the others tell something. */
const triesPerSchedule = 1000

const numbers = fc.array(fc.nat(randomBelow - 1), { minLength: 8, maxLength: 40, size: 'max' })

/**
 * Different schedules of this seed within the bounds of the audit, whose log is cleaned before each restart. In each, the query is executed again,
 * each fault of the circumstance strikes and a row is committed. So many, or as many as are found.
 */
export async function sampleCircumstance(
  circumstance: Circumstance,
  { drawn, telling, seed }: SampleSize,
  edition: EditionName,
): Promise<readonly GeneratedSchedule[]> {
  const bounds = boundsOfSink(circumstance.faults, true)
  const known = new Set<string>()
  const found: GeneratedSchedule[] = []
  for (const choices of fc.sample(numbers, { numRuns: triesPerSchedule * (drawn + telling), seed })) {
    if (found.length >= drawn + telling) break
    const planned = plan(circumstance, bounds, choices, edition)
    const key = planned === undefined ? '' : JSON.stringify(planned.run.schedule)
    if (planned === undefined || known.has(key)) continue
    known.add(key)
    if (found.length < drawn || (await tells(planned.run.schedule, edition))) found.push({ bounds, planned })
  }
  return found
}

function plan(
  circumstance: Circumstance,
  bounds: SinkBounds,
  choices: readonly number[],
  edition: EditionName,
): PlannedSchedule | undefined {
  let used: SinkMove['env'] | undefined
  const among = weightedChoices(choices)
  const choose: ChooseStep = (moves) => {
    const own = moves.flatMap((move, index) => (isOf(circumstance, move) ? [index] : []))
    const choice = among(own.flatMap((index) => moves[index] ?? []))
    const index = choice === undefined ? undefined : own[choice]
    used = index === undefined ? used : moves[index]?.env
    return index
  }
  const planned = planSchedule(sinkSpace(bounds), choose, deviationsOf(edition))
  const { faultsUsed = {}, executions = 0 } = used ?? {}
  const isStruck = executions > 1 && circumstance.faults.every((fault) => faultsUsed[fault] !== undefined)
  return isStruck && namesOfCommitted(planned.run.position).length > 0 ? planned : undefined
}

/** The space has all faults of a kind. The circumstance may be one of them, and it strikes as often as in the audit. */
function isOf({ is, faults }: Circumstance, { step, env }: SinkMove): boolean {
  if (faults.some((fault) => (env.faultsUsed[fault] ?? 0) > auditBounds.strikes)) return false
  const action = actionOf(step, () => '')
  if (action.kind === 'clean-log' || is === undefined) return true
  const known = inContract(action)
  return known === undefined || !['fail', 'interrupt'].includes(known.kind) || is(known)
}

/** Whether a row is harmed if the log is left as it is, even by the kind of sink that bears the most. */
async function tells(schedule: Schedule, edition: EditionName): Promise<boolean> {
  const steps = schedule.steps.filter(({ kind }) => kind !== 'clean-log')
  const { lost, doubled } = await foretold({ ...schedule, steps }, edition, 'the last wins')
  return lost.length + doubled.length > 0
}
