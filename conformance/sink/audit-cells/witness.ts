import type { Deviations } from '../../../src/reference/deviations.ts'
import { searchRowFaults } from '../../audit/search-row-faults.ts'
import type { QueryEnv } from '../../state-space/query-moves.ts'
import type { Walk } from '../../state-space/walk.ts'
import { planSchedule, taking } from '../generated/plan-schedule.ts'
import type { GeneratedSchedule } from '../generated/random-schedules.ts'
import { sinkSpace, stepsOf } from '../generated/sink-space.ts'
import { cleanLog as cleaning, type SinkStep } from '../schedules/schedule.ts'
import { type AuditCell, auditBounds, boundsOfSink } from './cells.ts'

/**
 * The audit's shortest schedule for a cell, as a schedule of `cwc sink`: another run stands behind it, in which a row that was passed by
 * is lost for the reader, too. Undefined if the cell is safe. @throws Error if the bounds do not examine it
 */
export function witnessOf(cell: AuditCell, deviations: Deviations): GeneratedSchedule | undefined {
  const result = searchRowFaults({ ...cell, bounds: auditBounds }, deviations)
  switch (result.kind) {
    case 'no':
      return undefined
    case 'not-examined':
      throw new Error(`${cell.circumstance.name}: the bounds of the audit do not examine it`)
    case 'yes':
      return asSchedule(result.walk, cell, deviations)
  }
}

function asSchedule(walk: Walk<QueryEnv>, { circumstance, cleanLog }: AuditCell, deviations: Deviations) {
  const used = walk.steps.at(-1)?.env.faultsUsed ?? {}
  // The same schedule has the same token in each cell.
  const bounds = boundsOfSink(
    circumstance.faults.filter((fault) => used[fault] !== undefined),
    cleanLog,
  )
  const steps = walk.steps.flatMap(({ action }): readonly SinkStep[] => {
    const [first] = stepsOf({ action })
    const step = first === undefined ? [] : [first]
    // The audit cleans the log with each execution. Where nothing is to be cleaned, this is no move, and left out.
    return action.kind === 'execute' ? [cleaning, ...step] : step
  })
  return { bounds, planned: planSchedule(sinkSpace(bounds), taking(steps), deviations) }
}
