import { counted } from '../../counted.ts'
import { visible } from '../../visible.ts'
import type { SinkMode } from '../file/modes.ts'
import { sinkErratumOf } from './errata.ts'
import type { JudgedInAll } from './judge-requirements.ts'

/** What Spark's documentation asks of a sink and of Spark: the counts, and each violation with its place. Errata of Spark are only named. */
export function describeRequirements(judged: readonly JudgedInAll[], mode: SinkMode = 'continuous'): string {
  const isErratum = isErratumIn(mode)
  const ofSink = judged.filter(({ requirement }) => requirement.owedBy === 'sink')
  const ofSpark = judged.filter(({ requirement }) => requirement.owedBy === 'spark')
  const errata = ofSpark.filter(isErratum).map(({ requirement }) => requirement.id)
  return [
    `what Spark's documentation asks of sinks: ${counts(ofSink)}`,
    ...ofSink.flatMap(describeViolation),
    `what it promises to sinks: ${counts(ofSpark)}`,
    ...(errata.length === 0 ? [] : [`  ${errata.join(', ')}: known of Spark, not of the sink (docs/errata.md)`]),
    ...ofSpark.filter((each) => !isErratum(each)).flatMap(describeViolation),
  ].join('\n')
}

const isErratumIn =
  (mode: SinkMode) =>
  ({ requirement, verdict }: JudgedInAll): boolean =>
    verdict.kind === 'violated' && sinkErratumOf(requirement.id, mode) !== undefined

function counts(judged: readonly JudgedInAll[]): string {
  const count = (kind: JudgedInAll['verdict']['kind']) => judged.filter(({ verdict }) => verdict.kind === kind).length
  return `${count('held')} held, ${count('violated')} violated, ${count('no occasion')} without an occasion`
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
