import Table from 'cli-table3'
import type { CoverageReport } from '../explore/coverage.ts'
import { describeBounds } from '../state-space/describe-bounds.ts'
import { neverExercised } from './conclusion.ts'
import { indented, type Line, line, linesOf } from './lines.ts'
import type { GeneratedReport } from './report.ts'

/** The text of generated cases besides their findings: what was never exercised, and a table. */
export function describeGenerated(generated: readonly GeneratedReport[]): readonly (readonly Line[])[] {
  if (generated.length === 0) return []
  return [
    ...generated.map(describeUndetermined),
    ...generated.map(describeUnseen),
    ...generated.map(describeUnsupported),
    tableOf(generated),
    [
      line('Coverage of the generated cases:'),
      ...indented(generated.map(({ coverage }) => line(describeCoverage(coverage)))),
    ],
  ]
}

function describeUndetermined({ role, undetermined }: GeneratedReport): readonly Line[] {
  if (undetermined === undefined) return []
  const [first = [], second = []] = undetermined
  return [
    line(
      `✗ not deterministic: one case of role ${role} was run twice, with two results. A finding could not be`,
      'headline',
    ),
    line('  reproduced, so no further case was run. The first time:'),
    ...indented(
      first.map((one) => line(one)),
      4,
    ),
    line('  the second time:'),
    ...indented(
      second.map((one) => line(one)),
      4,
    ),
  ]
}

function describeUnseen(generated: GeneratedReport): readonly Line[] {
  const { role, cases } = generated
  const unseen = neverExercised(generated)
  if (unseen.length === 0) return []
  return [
    line(
      `${cases} generated ${cases === 1 ? 'case' : 'cases'} of role ${role} never exercised the following, so they show too little (raise --runs):`,
    ),
    ...indented(unseen.map((name) => line(name))),
  ]
}

function describeUnsupported({ role, cases, notSupported, reasons, unsupported }: GeneratedReport): readonly Line[] {
  if (notSupported === 0) return []
  const missed = notSupported === cases ? [] : unsupported
  return [
    line(`not-supported, ${notSupported} generated cases of role ${role}: ${reasons.join('; ')}`),
    ...indented(missed.map((name) => line(`never exercised for this reason: ${name}`))),
  ]
}

function tableOf(generated: readonly GeneratedReport[]): readonly Line[] {
  const table = new Table({
    head: ['generated', 'cases', 'actions', 'verdict', 'seed'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'left', 'right'],
  })
  for (const { role, cases, planned, actions, verdict, seed } of generated) {
    table.push([role, cases === planned ? cases : `${cases} of ${planned}`, actions, verdict, seed])
  }
  return linesOf(table.toString())
}

/** `256 of 256 states, 751 of 768 edges`. */
export function describeCoverage({ bounds, states, ofStates, edges, ofEdges }: CoverageReport): string {
  return `${describeBounds(bounds)}: ${states} of ${ofStates} states, ${edges} of ${ofEdges} edges`
}
