import { deviationsOf, type EditionName } from '../../../src/reference/editions.ts'
import { circumstances } from '../../audit/circumstances.ts'
import type { SinkKind } from '../../audit/sinks.ts'
import type { GeneratedSchedule } from '../generated/random-schedules.ts'
import { tryGenerated } from '../generated/replay-schedule.ts'
import { writeSinkToken } from '../generated/sink-token.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import type { RowsSeen } from '../run/try-schedule.ts'
import { type RowHarm, showsHarm, type TriedSchedule } from '../verdict/tried-schedule.ts'
import { auditCells } from './cells.ts'
import type { ForetoldCell, MeasuredSink, Outcome, Sampled } from './measured-cells.ts'
import { sampleCircumstance } from './sample-circumstance.ts'
import { witnessOf } from './witness.ts'

/** The answers of the audit, and by token the schedules that show them. */
export interface ForetoldCells {
  readonly cells: readonly ForetoldCell[]
  readonly witnesses: ReadonlyMap<string, GeneratedSchedule>
}

/** Searches the model for each cell: some seconds. */
export function foretellCells(edition: EditionName, wanted = auditCells): ForetoldCells {
  const witnesses = new Map<string, GeneratedSchedule>()
  const cells = wanted.map((cell): ForetoldCell => {
    const { circumstance, ...rest } = cell
    const foretold = { circumstance: circumstance.name, ...rest }
    const schedule = witnessOf(cell, deviationsOf(edition))
    if (schedule === undefined) return foretold
    const witness = tokenOf(schedule)
    witnesses.set(witness, schedule)
    return { ...foretold, witness }
  })
  return { cells, witnesses }
}

const tokenOf = ({ bounds, planned: { choices } }: GeneratedSchedule) => writeSinkToken({ bounds, choices })

export interface Measurement {
  readonly driver: SinkDriver
  readonly edition: EditionName
  readonly kind: SinkKind
  readonly runs: number
  readonly seed: number
  readonly signal: AbortSignal
  /** Called behind each schedule. */
  readonly onTried: (tried: TriedSchedule) => void
}

/**
 * Puts the schedules of all cells of a kind to a real sink of that kind. Rejects if one of the audit's schedules cannot be run to its end, and if
 * the signal comes.
 */
export async function measureSink(
  foretold: ForetoldCells,
  measurement: Measurement,
): Promise<Pick<MeasuredSink, 'witnesses' | 'sampled'>> {
  const { edition, kind, runs, seed } = measurement
  const own = foretold.cells.filter(({ sink }) => sink === kind)
  const witnesses: Record<string, Outcome> = {}
  for (const [token, schedule] of foretold.witnesses) {
    if (!own.some(({ witness }) => witness === token)) continue
    const { result } = await tryOne(measurement, schedule)
    if (result.kind === 'broken') throw new Error(`${token}: ${result.reason}`)
    witnesses[token] = { lost: [...result.lost], doubled: [...result.doubled], isAsWritten: isAsWritten(result) }
  }
  const sampled: Sampled[] = []
  for (const circumstance of circumstances) {
    const schedules = sampleCircumstance(circumstance, { runs, seed, cleanLog: true }, deviationsOf(edition))
    const tried: TriedSchedule[] = []
    for (const schedule of schedules) tried.push(await tryOne(measurement, schedule))
    sampled.push({ circumstance: circumstance.name, ...counted(tried, kind) })
  }
  return { witnesses, sampled }
}

async function tryOne({ driver, edition, signal, onTried }: Measurement, schedule: GeneratedSchedule) {
  signal.throwIfAborted()
  const tried = await tryGenerated(driver, schedule, edition)
  onTried(tried)
  return tried
}

function counted(tried: readonly TriedSchedule[], kind: SinkKind): Omit<Sampled, 'circumstance'> {
  const showing = (harm: RowHarm) => tried.filter((one) => showsHarm(one, harm))
  const shortest = (harm: RowHarm) =>
    showing(harm).toSorted((one, other) => one.schedule.steps.length - other.schedule.steps.length)[0]?.token
  const [lost, doubled] = [shortest('lost'), shortest('doubled')]
  return {
    ran: tried.filter(({ result }) => result.kind === 'seen').length,
    lost: showing('lost').length,
    doubled: showing('doubled').length,
    asForetold: tried.filter(({ like }) => like.includes(kind)).length,
    asWritten: tried.filter(({ result }) => result.kind === 'seen' && isAsWritten(result)).length,
    shortest: { ...(lost === undefined ? {} : { lost }), ...(doubled === undefined ? {} : { doubled }) },
  }
}

/** Whether the reader sees at the end each row as often as a writer of the sink has taken it. */
export function isAsWritten({ moments }: Pick<RowsSeen, 'moments'>): boolean {
  const written = moments.flatMap(({ calls }) =>
    calls.flatMap((call) => (call.kind === 'write' && call.sink === 'returned' ? [call.value] : [])),
  )
  const seen = moments.at(-1)?.rows ?? []
  return written.toSorted().join('\n') === seen.toSorted().join('\n')
}
