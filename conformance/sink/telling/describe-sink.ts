import Table from 'cli-table3'
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
  const numbers = new Map<string, number>()
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
    const number = numbers.get(reason) ?? numbers.size + 1
    numbers.set(reason, number)
    table.push([name, { colSpan: 3 + Number(isOrdered) + Number(isLooked), content: `not run to its end (${number})` }])
  }
  const reasons = [...numbers].map(([reason, number]) => `(${number}) ${reason}`)
  const hasStars = tried.some(({ scenario }) => scenario.spark === 'as it is')
  const notes = hasStars ? ['* Spark does here what its documentation does not say to sinks.'] : []
  return [table.toString(), ...notes, ...reasons, ...describeLeftOvers(tried), ...describeWarnings(tried)].join('\n')
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
    (result.warnings ?? []).map((text) => ({ text: withoutCase(text), name: scenario.name })),
  )
  return [...Map.groupBy(told, ({ text }) => text)].map(([text, those]) => {
    const times = those.length === 1 ? '' : ` (and behind ${those.length - 1} more)`
    return `warning: behind "${those[0]?.name ?? ''}"${times}: ${visible(text)}`
  })
}

/** Why it could not be run to its end, in one line: what the sink itself threw last may be the cause of it. */
export function describeReason({ moments, reason }: Broken<AnyAction>): string {
  const first = withoutCase(reason)
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
