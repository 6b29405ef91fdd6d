import Table from 'cli-table3'
import type { CoverageReport } from '../explore/coverage.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import { describeBounds } from '../state-space/describe-bounds.ts'
import { isUnlisted } from './conclusion.ts'
import type { FindingReport, GeneratedReport } from './report.ts'

/** The text of generated cases: findings, what was never exercised, and a table. */
export function describeGenerated(generated: readonly GeneratedReport[]): readonly string[] {
  if (generated.length === 0) return []
  return [
    ...generated.flatMap(({ findings }) => findings.filter(isUnlisted).map(describeFinding)),
    ...generated.flatMap(describeUndetermined),
    ...generated.flatMap(describeUnseen),
    ...generated.flatMap(describeUnsupported),
    tableOf(generated),
    ['Coverage of the generated cases:', ...generated.map(({ coverage }) => `  ${describeCoverage(coverage)}`)].join(
      '\n',
    ),
  ]
}

/** A case in which the implementation does not conform. */
export function describeFinding({ requirements, described, trace, isShortest, again }: FindingReport): string {
  return [
    `✗ generated: ${requirements.length === 0 ? 'the driver itself' : requirements.join(', ')}`,
    ...described.map((line) => `  ${line}`),
    `  the trace (${isShortest ? 'no shorter one shows this' : 'a shorter one may exist'}):`,
    ...describeTrace(trace).map((line) => `    ${line}`),
    `  again: ${again}`,
  ].join('\n')
}

function describeUndetermined({ role, undetermined }: GeneratedReport): readonly string[] {
  if (undetermined === undefined) return []
  const [first = [], second = []] = undetermined
  return [
    [
      `✗ not deterministic: one case of role ${role} was run twice, with two results. A finding could not be`,
      '  reproduced, so no further case was run. The first time:',
      ...first.map((line) => `    ${line}`),
      '  the second time:',
      ...second.map((line) => `    ${line}`),
    ].join('\n'),
  ]
}

function describeUnseen({ role, verdict, unseen, cases }: GeneratedReport): readonly string[] {
  if (verdict !== 'vacuous') return []
  const names = unseen.map((name) => `  ${name}`)
  return [
    [
      `${cases} generated ${cases === 1 ? 'case' : 'cases'} of role ${role} never exercised the following, so they show too little (raise --runs):`,
      ...names,
    ].join('\n'),
  ]
}

function describeUnsupported({ role, cases, notSupported, reasons, unsupported }: GeneratedReport): readonly string[] {
  if (notSupported === 0) return []
  const missed = (notSupported === cases ? [] : unsupported).map((name) => `  never exercised for this reason: ${name}`)
  return [
    [`not-supported, ${notSupported} generated cases of role ${role}: ${reasons.join('; ')}`, ...missed].join('\n'),
  ]
}

function tableOf(generated: readonly GeneratedReport[]): string {
  const table = new Table({
    head: ['generated', 'cases', 'actions', 'verdict', 'seed'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'left', 'right'],
  })
  for (const { role, cases, planned, actions, verdict, seed } of generated) {
    table.push([role, cases === planned ? cases : `${cases} of ${planned}`, actions, verdict, seed])
  }
  return table.toString()
}

/** `256 of 256 states, 751 of 768 edges`. */
export function describeCoverage({ bounds, states, ofStates, edges, ofEdges }: CoverageReport): string {
  return `${describeBounds(bounds)}: ${states} of ${ofStates} states, ${edges} of ${ofEdges} edges`
}
