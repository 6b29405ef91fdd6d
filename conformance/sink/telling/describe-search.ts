import { type SinkKind, sinkKinds, sinks } from '../../audit/sinks.ts'
import { asScenario } from '../answer/sink-trial.ts'
import type { SinkMode } from '../file/modes.ts'
import type { FoundHarm, SchedulesTried } from '../generated/search-generated.ts'
import { type AnyTriedSchedule, type RowHarm, rowHarms, showsHarm } from '../verdict/tried-schedule.ts'
import { describeTried } from './describe-step.ts'

const words: Readonly<Record<RowHarm, string>> = {
  lost: 'a row is lost',
  doubled: 'a row is there twice',
  early: 'a row is seen before its commit',
}

/** Counts, the kind of sink of the model that behaves alike, and the shortest schedule of each harm. */
export function describeSearch({ tried, found }: SchedulesTried, seed: number, mode: SinkMode): string {
  const counts = [
    ...rowHarms.map((harm) => [words[harm], tried.filter((one) => showsHarm(one, harm)).length] as const),
    ['no row is committed', tried.filter(({ result }) => result.kind === 'seen' && !result.isTold).length] as const,
    ['not run to its end', tried.filter(({ result }) => result.kind === 'broken').length] as const,
  ]
  return [
    `${tried.length} generated schedules, seed ${seed}: ${counts.map(([what, count]) => `${what} in ${count}`).join(', ')}`,
    describeLikeness(tried),
    ...found.map((each) => describeFound(each, mode)),
  ].join('\n')
}

function describeLikeness(tried: readonly AnyTriedSchedule[]): string {
  const count = (kind: SinkKind) => tried.filter(({ like }) => like.includes(kind)).length
  const [nearest] = sinkKinds.toSorted((one, other) => count(other) - count(one))
  if (nearest === undefined) return ''
  return `${count(nearest)} of them lose and double the same rows as a sink of the model where ${nearest} (${sinks[nearest]})`
}

function describeFound({ harm, shrunk, from }: FoundHarm, mode: SinkMode): string {
  const where =
    shrunk.spark === 'as documented' ? 'where Spark does what its documentation says' : 'with Spark as it is'
  return [
    '',
    `${words[harm]}, ${where}: ${shrunk.token}`,
    ...(shrunk.token === from ? [] : [`     shrunk from ${from}`]),
    describeTried(asScenario(shrunk), mode),
  ].join('\n')
}
