import { type SinkKind, sinkKinds, sinks } from '../../audit/sinks.ts'
import { asScenario } from '../answer/sink-trial.ts'
import type { SinkMode } from '../file/modes.ts'
import type { FoundHarm, SchedulesTried } from '../generated/search-generated.ts'
import { type AnyTriedSchedule, type RowHarm, rowHarms, showsHarm } from '../verdict/tried-schedule.ts'
import { describeTried } from './describe-step.ts'
import { firstNames } from './first-names.ts'

const words: Readonly<Record<RowHarm, string>> = {
  lost: 'a row is lost',
  doubled: 'a row is there twice',
  early: 'a row is seen before its commit',
}

/** Counts, the kind of sink of the model that behaves alike, and the shortest schedule of each harm. */
export function describeSearch({ tried, found }: SchedulesTried, seed: number, mode: SinkMode): string {
  const counts = [
    ...rowHarms.map((harm) => `${words[harm]} in ${tried.filter((one) => showsHarm(one, harm)).length}`),
    `no row is committed in ${counting(tried.filter(({ result }) => result.kind === 'seen' && !result.isTold))}`,
    `not run to its end in ${counting(tried.filter(({ result }) => result.kind === 'broken'))}`,
  ]
  return [
    `${tried.length} generated schedules, seed ${seed}: ${counts.join(', ')}`,
    describeLikeness(tried),
    ...found.map((each) => describeFound(each, mode)),
  ].join('\n')
}

/** How many, with the tokens of the first three. */
const counting = (those: readonly AnyTriedSchedule[]): string =>
  `${those.length}${firstNames(those.map(({ token }) => token))}`

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
