import Table from 'cli-table3'
import { firstSentence } from '../../first-sentence.ts'
import { visible } from '../../visible.ts'
import { withoutCase } from '../file/without-case.ts'
import { type AnyAction, ownErrors } from '../run/own-errors.ts'
import type { Broken, RowsSeen } from '../run/try-schedule.ts'
import type { FoundGuarantees, Tried } from '../verdict/judge-sink.ts'
import { areLookedFor, countLeftOvers, describeLeftOvers } from './describe-left-overs.ts'
import { describeOwnError } from './describe-thrown.ts'

/** One line per scenario: what became of its rows. Below, why scenarios were not run to their end. */
export function describeScenarios(tried: readonly Tried<AnyAction>[]): string {
  const isLooked = areLookedFor(tried)
  const isOrdered = tried.some(({ result }) => result.kind === 'seen' && result.outOfOrder !== undefined)
  const table = new Table({
    head: [
      'scenario',
      'lost',
      'twice',
      'seen before the commit',
      ...(isOrdered ? ['out of order'] : []),
      ...(isLooked ? ['left over'] : []),
    ],
    style: { head: [], border: [] },
    colWidths: [64],
    wordWrap: true,
  })
  /** By reasons that differ in the name of the case only: the first of them is told, with the name that can be looked for. */
  const reasons = new Map<string, string>()
  for (const each of tried) {
    const { scenario, result } = each
    const name = scenario.spark === 'as documented' ? scenario.name : `${scenario.name} *`
    if (result.kind === 'seen') {
      table.push([
        name,
        ...cells(result),
        ...(isOrdered ? [orderCell(result)] : []),
        ...(isLooked ? [countLeftOvers(each)] : []),
      ])
      continue
    }
    const reason = describeReason(result)
    const alike = withoutCase(reason)
    if (!reasons.has(alike)) reasons.set(alike, reason)
    const number = [...reasons.keys()].indexOf(alike) + 1
    table.push([name, { colSpan: 3 + Number(isOrdered) + Number(isLooked), content: `not run to its end (${number})` }])
  }
  const hasStars = tried.some(({ scenario }) => scenario.spark === 'as it is')
  const notes = hasStars ? ['* Spark does here what its documentation does not say to sinks.'] : []
  return [
    table.toString(),
    ...notes,
    ...[...reasons.values()].map((reason, at) => `(${at + 1}) ${reason}`),
    ...describeLeftOvers(tried),
    ...describeWarnings(tried),
  ].join('\n')
}

function cells({ moments, lost, doubled, early, afterAbort = [], isTold }: RowsSeen<AnyAction>): readonly string[] {
  const earlyOnes = early.map((row) => (afterAbort.includes(row) ? `${row} (after an abort)` : row))
  if (isTold) return [lost, doubled, earlyOnes].map((rows) => rows.join(', '))
  return [`no row was committed${ownErrors(moments).length === 0 ? '' : ': the sink threw (below)'}`, '', '']
}

/** The cell of a column that is there only where an order is promised. */
const orderCell = (result: RowsSeen<AnyAction>): string => (result.outOfOrder ?? []).join(', ')

/** What has failed behind scenarios. */
function describeWarnings(tried: readonly Tried<AnyAction>[]): readonly string[] {
  const told = tried.flatMap(({ scenario, result }) =>
    (result.warnings ?? []).map((text) => ({ text, name: scenario.name })),
  )
  return [...Map.groupBy(told, ({ text }) => withoutCase(text)).values()].flatMap((those) => {
    const [first] = those
    if (first === undefined) return []
    const times = those.length === 1 ? '' : ` (and behind ${those.length - 1} more)`
    return [`warning: behind "${first.name}"${times}: ${visible(firstSentence(first.text))}`]
  })
}

/** Why it could not be run to its end, in one line: what the sink itself threw last may be the cause of it. */
export function describeReason({ moments, reason }: Broken<AnyAction>): string {
  const first = firstSentence(reason)
  const own = ownErrors(moments).at(-1)
  const before = own === undefined ? '' : ` (before, in step ${own.step}, ${describeOwnError(own)})`
  return visible(moments.length === 0 ? first : `step ${moments.length + 1}: ${first}${before}`)
}

/** The guarantees in two lines. */
export function describeGuarantees({ sinkAlone, withSpark }: FoundGuarantees): string {
  return [
    `the sink alone, Spark as documented: ${sinkAlone ?? 'cannot tell, no scenario could be run to its end'}`,
    `the sink with Spark as it is: ${withSpark ?? 'cannot tell, no scenario could be run to its end'}`,
  ].join('\n')
}
