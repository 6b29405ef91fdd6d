import { inMarkdown } from '../../markdown.ts'
import type { Fate, MeasuredSink } from './measured-sinks.ts'
import { titleOf } from './summary-table.ts'

/** What became of the rows, per scenario and sink. Releases of Spark that agree share a cell. */
export function fateTable(measured: readonly MeasuredSink[]): string {
  const ran = measured.filter(({ scenarios }) => scenarios.some(({ fate }) => fate.kind === 'seen'))
  const bySink = [...Map.groupBy(ran, ({ sink }) => sink)]
  const names = new Map(ran.flatMap(({ scenarios }) => scenarios.map(({ name, spark }) => [name, spark] as const)))
  const heads = bySink.map(([sink, all]) => `${titleOf(sink)} (${all.map(({ spark }) => spark).join(', ')})`)
  return [
    `| ${['scenario', ...heads].join(' | ')} |`,
    `|${'---|'.repeat(heads.length + 1)}`,
    ...[...names].map(([name, spark]) => {
      const star = spark === 'as documented' ? '' : ' *'
      return `| ${[inMarkdown(name) + star, ...bySink.map(([, all]) => cell(all, name))].join(' | ')} |`
    }),
  ].join('\n')
}

function cell(releases: readonly MeasuredSink[], name: string): string {
  const told = releases.flatMap(({ spark, scenarios }) => {
    const fate = scenarios.find((scenario) => scenario.name === name)?.fate
    return fate === undefined ? [] : [{ spark, text: inWords(fate) }]
  })
  const [first, ...others] = told
  if (first === undefined) return ''
  if (others.every(({ text }) => text === first.text)) return first.text
  return told.map(({ spark, text }) => `${spark}: ${text}`).join('; ')
}

/** Row names and counts only: nothing of it is from outside, but for a reason. Rows are in order, as tasks write them at the same time. */
export function inWords(fate: Fate): string {
  if (fate.kind === 'broken') return `not run to its end: ${inMarkdown(fate.reason)}`
  const { lost, doubled, early, leftOver = 0 } = fate
  const harms = [
    ...(lost.length === 0 ? [] : [`${lost.map(inMarkdown).toSorted().join(' ')} **lost**`]),
    ...(doubled.length === 0 ? [] : [`${doubled.map(inMarkdown).toSorted().join(' ')} **twice**`]),
    ...(lost.length + doubled.length === 0 ? ['once'] : []),
    ...(early.length === 0 ? [] : ['too early']),
    ...(leftOver === 0 ? [] : [`${leftOver} left over`]),
  ]
  return harms.join(', ')
}
