import { codeSpan, inMarkdown } from '../../markdown.ts'
import type { MeasuredSink } from './measured-sinks.ts'
import { realSinks } from './real-sinks.ts'

export const titleOf = (sink: string): string => realSinks[sink]?.title ?? sink

/** One line per sink, release and mode. */
export const summaryTable = (measured: readonly MeasuredSink[]): string =>
  [
    '| sink | Spark | mode | the sink alone | with Spark as it is | violates | scenarios | seconds per scenario: median, longest | load |',
    '|---|---|---|---|---|---|---|---|---|',
    ...measured.map(line),
    '',
    ...measured.map(({ sink, spark, mode, command, packages, seconds }) => {
      const needed = packages.length === 0 ? '' : `, packages ${packages.map(codeSpan).join(', ')}`
      return `- ${titleOf(sink)}, ${spark}, ${mode}: ${codeSpan(command)}${needed}: ${seconds} s`
    }),
  ].join('\n')

function line({ sink, spark, mode, machine, ...found }: MeasuredSink): string {
  const { sinkAlone = 'cannot tell', withSpark = 'cannot tell', violated, scenarios } = found
  const seen = scenarios.filter(({ fate }) => fate.kind === 'seen')
  const cells = [titleOf(sink), spark, mode, sinkAlone, withSpark, violated.join(', ')]
  const counts = [`${seen.length} of ${scenarios.length}`, secondsOf(found), String(machine.load)]
  return `| ${[...cells, ...counts].map(inCell).join(' | ')} |`
}

const inCell = (text: string) => inMarkdown(text)

function secondsOf({ scenarios }: Pick<MeasuredSink, 'scenarios'>): string {
  const all = scenarios.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds])).toSorted((a, b) => a - b)
  const median = all[Math.floor(all.length / 2)]
  return median === undefined ? '' : `${median.toFixed(1)}, ${all.at(-1)?.toFixed(1)}`
}
