import { codeSpan } from '../../markdown.ts'
import { inWords } from './fate-table.ts'
import type { MeasuredGenerated, MeasuredSink } from './measured-sinks.ts'
import { titleOf } from './summary-table.ts'

/** One line per sink with generated schedules, and the shortest schedules that they have led to. */
export const generatedTable = (measured: readonly MeasuredSink[]): string =>
  [
    "| sink | Spark | schedules | ran | a row is lost in | twice in | too early in | like the model's sink where | whole command |",
    '|---|---|---|---|---|---|---|---|---|',
    ...measured.flatMap((each) => (each.generated === undefined ? [] : [line(each, each.generated)])),
    '',
    ...measured.flatMap(({ sink, spark, generated }) =>
      (generated?.found ?? []).map(
        ({ spark: as, token, fate }) =>
          `- ${titleOf(sink)}, ${spark}, Spark ${as}: ${codeSpan(token)}: ${inWords(fate)}`,
      ),
    ),
  ].join('\n')

function line({ sink, spark }: MeasuredSink, generated: MeasuredGenerated): string {
  const { runs, seed, ran, lost, doubled, early, like, seconds } = generated
  const [nearest] = Object.entries(like).toSorted(([, one], [, other]) => other - one)
  const alike = nearest === undefined ? '' : `${nearest[0]}: ${nearest[1]}`
  return `| ${[titleOf(sink), spark, `${runs}, seed ${seed}`, ran, lost, doubled, early, alike, `${seconds} s`].join(' | ')} |`
}
