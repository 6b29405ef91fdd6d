import { counted } from '../../counted.ts'
import { visible } from '../../visible.ts'
import type { JudgedInAll } from './judge-requirements.ts'
import type { SinkRequirement } from './sink-requirement.ts'

/** What Spark's documentation asks of a sink and of Spark: the counts, and each violation with its place. */
export function describeRequirements(judged: readonly JudgedInAll[]): string {
  return [
    "What Spark's documentation of sinks asks (docs/sink.md):",
    ...describeOwed('of the sink', owedBy(judged, 'sink')),
    ...describeOwed('of Spark, for which the sink is not to blame', owedBy(judged, 'spark')),
  ].join('\n')
}

const owedBy = (judged: readonly JudgedInAll[], who: SinkRequirement['owedBy']) =>
  judged.filter(({ requirement }) => requirement.owedBy === who)

function describeOwed(whose: string, judged: readonly JudgedInAll[]): readonly string[] {
  const count = (kind: JudgedInAll['verdict']['kind']) => judged.filter(({ verdict }) => verdict.kind === kind).length
  const counts = [`${count('held')} held`, `${count('violated')} violated`, `${count('no occasion')} had no occasion`]
  return [`${whose}: ${counts.join(', ')}`, ...judged.flatMap(describeViolation)]
}

function describeViolation({ requirement, verdict }: JudgedInAll): readonly string[] {
  if (verdict.kind !== 'violated') return []
  const [first, ...others] = verdict.in
  const more = others.length === 0 ? '' : ` (and in ${counted(others.length, 'other scenario')})`
  return [
    `  ${requirement.id} ${requirement.says}`,
    `    ${first}, step ${verdict.step}: ${visible(verdict.because)}${more}`,
  ]
}
