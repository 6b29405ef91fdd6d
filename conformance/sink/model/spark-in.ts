import { audited, beginAudit, lostRow, type RowAudit } from '../../audit/row-audit.ts'
import type { SinkScenario } from '../schedules/scenarios.ts'
import { committedRows } from '../schedules/source-position.ts'
import type { SinkFaultName } from '../verdict/faults.ts'
import type { ModelMoment, ModelRun } from './model-run.ts'

/**
 * Whether Spark does in a schedule what its documentation says to sinks, or what only its code says. As documented: each row is in one
 * epoch that the sink is told to commit, an epoch that is committed again has the same rows, no row is passed by, and a query goes on
 * behind no epoch whose commit has failed.
 *
 * A sink is judged alone in the schedules of the first kind only, so that it is not blamed for Spark (CE-19, CE-20).
 */
export const sparkIn = (run: ModelRun): SinkScenario['spark'] =>
  oddityIn(run) === undefined ? 'as documented' : 'as it is'

/** What Spark does in a schedule besides what its documentation says: a row is passed by, epochs differ, or it goes on behind a failure. */
export function oddityIn({ schedule, moments, position }: ModelRun): SinkFaultName | undefined {
  const partitions = schedule.partitions ?? 1
  const audit = moments
    .flatMap(({ events }) => events)
    .reduce<RowAudit>((before, event) => audited(before, event, 'both are kept'), beginAudit(partitions))
  if (lostRow(audit, committedRows(position)) !== undefined) return 'Offsets are ahead of commits (CE-19)'
  if (differs(audit)) return 'The next run ends an epoch elsewhere'
  return goesOnBehindFailure(moments) ? 'A refused commit stops all later ones (CE-20)' : undefined
}

/** Whether an epoch was committed with other rows, or a row with another epoch. */
function differs({ sink }: RowAudit): boolean {
  const rowsOf = new Map<number, string>()
  const epochOf = new Map<string, number>()
  for (const { epoch, rows } of sink) {
    const text = rows.toSorted().join(' ')
    if ((rowsOf.get(epoch) ?? text) !== text) return true
    rowsOf.set(epoch, text)
    for (const row of rows) {
      if ((epochOf.get(row) ?? epoch) !== epoch) return true
      epochOf.set(row, epoch)
    }
  }
  return false
}

/** Whether the coordinator logs another epoch in the run in which the commit of one has failed. */
function goesOnBehindFailure(moments: readonly ModelMoment[]): boolean {
  let hasFailed = false
  for (const { before, after, events } of moments) {
    if (events.some(({ kind }) => kind === 'coordinator-looked-up')) hasFailed = false
    if (hasFailed && events.some(({ kind }) => kind === 'offset-added')) return true
    hasFailed ||= commitPlaces.some((at) => isArmed(before, at) && !isArmed(after, at))
  }
  return false
}

const commitPlaces = ['writer.commit', 'query.commit'] as const

const isArmed = ({ coordinator }: ModelMoment['before'], at: (typeof commitPlaces)[number]) =>
  coordinator.faults[at] !== undefined
