import { deviationsOf, type EditionName } from '../../../src/reference/editions.ts'
import { circumstances } from '../../audit/circumstances.ts'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import type { GeneratedSchedule } from '../generated/random-schedules.ts'
import { tryGenerated } from '../generated/replay-schedule.ts'
import { writeSinkToken } from '../generated/sink-token.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import type { RowsSeen } from '../run/try-schedule.ts'
import { type RowHarm, showsHarm, type TriedSchedule } from '../verdict/tried-schedule.ts'
import { auditCells } from './cells.ts'
import type { ForetoldCell, MeasuredSink, Outcome, Sampled } from './measured-cells.ts'
import { type SampleSize, sampleCircumstance } from './sample-circumstance.ts'
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
  readonly size: SampleSize
  readonly signal: AbortSignal
  /** Called behind each schedule. */
  readonly onTried: (tried: TriedSchedule) => void
}

/** What is measured of a sink, or a part of it. */
export type MeasuredPart = Pick<MeasuredSink, 'witnesses' | 'sampled'>

export const nothingMeasured: MeasuredPart = { witnesses: {}, sampled: [] }

/**
 * Puts the schedules of all cells of a kind to a real sink of that kind, and goes on behind the part that is known. Yields all that is measured so
 * far: behind the audit's schedules, and behind each circumstance. Throws if one of the audit's schedules cannot be run to its end,
 * and if the signal comes.
 */
export async function* measureSink(
  foretold: ForetoldCells,
  measurement: Measurement,
  known: MeasuredPart = nothingMeasured,
): AsyncGenerator<MeasuredPart, void, undefined> {
  const { edition, kind, size } = measurement
  const own = new Set(foretold.cells.flatMap(({ sink, witness }) => (sink === kind ? (witness ?? []) : [])))
  const witnesses: Record<string, Outcome> = { ...known.witnesses }
  for (const [token, schedule] of foretold.witnesses)
    if (own.has(token)) witnesses[token] ??= await outcomeOf(measurement, token, schedule)
  let { sampled } = known
  yield { witnesses, sampled }
  for (const circumstance of circumstances) {
    if (sampled.some(({ circumstance: name }) => name === circumstance.name)) continue
    const tried: TriedSchedule[] = []
    for (const schedule of await sampleCircumstance(circumstance, size, edition))
      tried.push(await tryOne(measurement, schedule))
    sampled = [...sampled, { circumstance: circumstance.name, ...counted(tried) }]
    yield { witnesses, sampled }
  }
}

async function outcomeOf(measurement: Measurement, token: string, schedule: GeneratedSchedule): Promise<Outcome> {
  const { result } = await tryOne(measurement, schedule)
  if (result.kind === 'broken') throw new Error(`${token}: ${result.reason}`)
  return { lost: [...result.lost], doubled: [...result.doubled], isAsWritten: isAsWritten(result) }
}

async function tryOne({ driver, edition, signal, onTried }: Measurement, schedule: GeneratedSchedule) {
  signal.throwIfAborted()
  const tried = await tryGenerated(driver, schedule, edition)
  onTried(tried)
  return tried
}

function counted(tried: readonly TriedSchedule[]): Omit<Sampled, 'circumstance'> {
  const showing = (harm: RowHarm) => tried.filter((one) => showsHarm(one, harm))
  const shortest = (harm: RowHarm) =>
    showing(harm).toSorted((one, other) => one.schedule.steps.length - other.schedule.steps.length)[0]?.token
  const [lost, doubled] = [shortest('lost'), shortest('doubled')]
  const like = (kind: SinkKind) => tried.filter((one) => one.like.includes(kind)).length
  return {
    ran: tried.filter(({ result }) => result.kind === 'seen').length,
    lost: showing('lost').length,
    doubled: showing('doubled').length,
    like: Object.fromEntries(sinkKinds.map((kind) => [kind, like(kind)])) as Sampled['like'],
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
