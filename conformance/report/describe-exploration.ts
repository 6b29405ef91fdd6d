import type { Identity } from '../../src/contract/protocol.ts'
import type { Rerun } from '../drivers/command-line.ts'
import type { Exploration } from '../explore/breadth-first.ts'
import { describeBroken } from '../generated/counterevidence.ts'
import type { DriverExplored, Method } from '../generated/explore-driver.ts'
import { observedTrace } from '../generated/observed-trace.ts'
import { isAnythingSeen } from '../generated/tally.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { describeBounds } from '../state-space/describe-bounds.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { writeToken } from '../state-space/token.ts'
import { choosing, walk } from '../state-space/walk.ts'
import { visible } from '../visible.ts'
import { describeFindingAlone } from './describe-cause.ts'
import { describeCoverage } from './describe-generated.ts'
import { describeDriven, findingReport } from './generated-report.ts'
import { type Paint, textOfLines } from './lines.ts'
import { unpainted } from './paint.ts'

/** The text of a search of the model. */
export function describeModelExplored(bounds: Bounds, edition: Edition, found: Exploration, seconds: number): string {
  const { states, edges, depth, interleavings, violation, reached, unreached, unspoken, complete, symmetric } = found
  return [
    `${describeBounds(bounds)}; edition ${edition.name}`,
    `  ${grouped(states)} states${symmetric ? ' (partitions that differ only in their number count as one)' : ''}, ${grouped(edges)} edges, depth ${depth}`,
    ...(interleavings === undefined ? [] : [`  ${grouped(interleavings)} interleavings`]),
    `  ${seconds.toFixed(2)} s, ${grouped(Math.round(states / seconds))} states/s`,
    ...[...reached.keys()].map((name) => `  reached: ${name}`),
    ...unreached.map((name) => `  ${complete ? 'not within these bounds' : 'not reached so far'}: ${name}`),
    ...unspoken.map((name) => `  never exercised: ${name}`),
    ...(violation === undefined
      ? [
          complete
            ? `Every property${unspoken.length > 0 ? ' that was exercised' : ''} holds in every state.`
            : 'Stopped before the end: every property holds in the states that were reached.',
        ]
      : describeViolation(bounds, edition, violation)),
  ].join('\n')
}

function describeViolation(bounds: Bounds, edition: Edition, violation: NonNullable<Exploration['violation']>) {
  const token = writeToken({ bounds, choices: violation.choices })
  const walked = walk(stateSpaceOf(bounds), choosing(violation.choices), edition.deviations)
  const seen = { opened: walked.opened, steps: walked.steps.map(({ events }) => events) }
  return [
    `✗ ${violation.requirements.join(', ')}`,
    ...describeBroken(violation).map((line) => `  ${line}`),
    '  the shortest trace that shows it:',
    ...describeTrace(observedTrace(walked, seen)).map((line) => `    ${line}`),
    `  again: npx cwc reproduce ${token}`,
  ]
}

/** The implementation that was explored, the edition, the method, and how to run a case again. */
export interface ExploredHow {
  readonly identity: Identity
  readonly edition: Edition
  readonly method: Method
  readonly rerun: Rerun
}

/** The text of the exploration of an implementation. */
export function describeDriverExplored(
  found: DriverExplored,
  { identity, edition, method, rerun }: ExploredHow,
  paint: Paint = unpainted,
): string {
  const { cases, actions, complete, notSupported, reasons, finding, undetermined, properties, coverage } = found
  const { name, version } = identity.implementation
  const what =
    method === 'schedules' ? 'schedules (one of those that differ only in the order of independent moves)' : 'tours'
  return [
    ...(finding === undefined
      ? []
      : [textOfLines(describeFindingAlone(findingReport(finding, edition, rerun)), paint), '']),
    ...(undetermined === undefined
      ? []
      : [
          '✗ not deterministic: one case was run twice, with two results, so no further case was run:',
          undetermined.first,
          undetermined.second,
        ].flatMap((one) =>
          typeof one === 'string'
            ? [one]
            : ['', ...describeDriven(undetermined.walk, one).map((line) => `    ${line}`)],
        )),
    ...(notSupported === 0
      ? []
      : [`not-supported, ${notSupported} ${notSupported === 1 ? 'case' : 'cases'}: ${visible(reasons.join('; '))}`]),
    `${grouped(cases)} ${what}, ${grouped(actions)} actions`,
    ...(coverage === undefined ? [] : [`Coverage of ${describeCoverage(coverage)}`]),
    conclusion(),
  ].join('\n')

  function conclusion(): string {
    const who = visible(`${name} ${version}`.trim())
    if (finding !== undefined || undetermined !== undefined)
      return `${who} does not conform to edition ${edition.name}.`
    if (!complete) return `${who}: no failure was found, but not all cases were run.`
    if (!isAnythingSeen(properties))
      return notSupported > 0
        ? `${who} supports none of these cases, so nothing was checked.`
        : `${who} shows nothing within these bounds that a property speaks of, so nothing was checked (larger bounds are wanted).`
    const limits =
      notSupported === 0 ? '' : ` in the cases that it supports (${grouped(notSupported)} are not supported)`
    return method === 'tours'
      ? `${who} agrees with edition ${edition.name} along every edge${limits}. This is coverage, not proof.`
      : `${who} agrees with edition ${edition.name} in every schedule within these bounds${limits}, provided that moves that are independent in the model are independent in it.`
  }
}

const grouped = (number: number | bigint) => number.toLocaleString('en-US')
