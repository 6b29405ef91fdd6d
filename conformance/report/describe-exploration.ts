import type { Identity } from '../../src/contract/protocol.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { deviationsOf } from '../../src/reference/editions.ts'
import type { Rerun } from '../drivers/command-line.ts'
import type { Exploration } from '../explore/breadth-first.ts'
import type { DriverExplored, Method } from '../generated/explore-driver.ts'
import { observedTrace } from '../generated/observed-trace.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { describeBounds } from '../state-space/describe-bounds.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { writeToken } from '../state-space/token.ts'
import { choosing, walk } from '../state-space/walk.ts'
import { describeCoverage, describeFinding } from './describe-generated.ts'
import { describeDriven, findingReport } from './generated-report.ts'

/** What a search of the model has found, as people read it. */
export function describeModelExplored(
  bounds: Bounds,
  edition: EditionName,
  found: Exploration,
  seconds: number,
): string {
  const { states, edges, depth, interleavings, violation, reached, unreached, unspoken, complete, symmetric } = found
  return [
    `${describeBounds(bounds)}; edition ${edition}`,
    `  ${grouped(states)} states${symmetric ? ' (partitions that are alike taken for one)' : ''}, ${grouped(edges)} edges, depth ${depth}`,
    ...(interleavings === undefined ? [] : [`  ${grouped(interleavings)} interleavings`]),
    `  ${seconds.toFixed(2)} s, ${grouped(Math.round(states / seconds))} states/s`,
    ...[...reached.keys()].map((name) => `  reached: ${name}`),
    ...unreached.map((name) => `  ${complete ? 'not within these bounds' : 'not reached so far'}: ${name}`),
    ...unspoken.map((name) => `  nothing was seen of: ${name}`),
    ...(violation === undefined
      ? [
          complete
            ? `Every property${unspoken.length > 0 ? ' of which something was seen' : ''} holds in every state.`
            : 'Stopped before the end: of the states that were reached, every property holds.',
        ]
      : describeViolation(bounds, edition, violation)),
  ].join('\n')
}

function describeViolation(bounds: Bounds, edition: EditionName, violation: NonNullable<Exploration['violation']>) {
  const token = writeToken({ bounds, choices: violation.choices })
  const walked = walk(stateSpaceOf(bounds), choosing(violation.choices), deviationsOf(edition))
  const seen = { opened: walked.opened, steps: walked.steps.map(({ events }) => events) }
  return [
    `✗ ${violation.requirements.join(', ')}: it does not hold that ${violation.property}: ${violation.how}`,
    '  the shortest trace that shows it:',
    ...describeTrace(observedTrace(walked, seen)).map((line) => `    ${line}`),
    `  again: npx cwc reproduce ${token}`,
  ]
}

/** Who was explored, against what, how, and how to run a case again. */
export interface ExploredHow {
  readonly identity: Identity
  readonly edition: EditionName
  readonly method: Method
  readonly rerun: Rerun
}

/** What the exploration of an implementation has found, as people read it. */
export function describeDriverExplored(
  found: DriverExplored,
  { identity, edition, method, rerun }: ExploredHow,
): string {
  const { cases, actions, complete, notSupported, reasons, finding, undetermined, coverage } = found
  const { name, version } = identity.implementation
  const what = method === 'schedules' ? 'schedules, one of all that differ in independent moves only' : 'tours'
  return [
    ...(finding === undefined ? [] : [describeFinding(findingReport(finding, edition, rerun)), '']),
    ...(undetermined === undefined
      ? []
      : [
          '✗ not deterministic: the same case shows two different things, so nothing else was tried:',
          undetermined.first,
          undetermined.second,
        ].flatMap((one) =>
          typeof one === 'string'
            ? [one]
            : ['', ...describeDriven(undetermined.walk, one).map((line) => `    ${line}`)],
        )),
    ...(notSupported === 0 ? [] : [`not-supported, ${notSupported} cases: ${reasons.join('; ')}`]),
    `${grouped(cases)} ${what}, ${grouped(actions)} actions`,
    ...(coverage === undefined ? [] : [`Coverage of ${describeCoverage(coverage)}`]),
    conclusion(),
  ].join('\n')

  function conclusion(): string {
    const who = `${name} ${version}`.trim()
    if (finding !== undefined || undetermined !== undefined) return `${who} does not conform to edition ${edition}.`
    if (!complete) return `${who}: nothing speaks against it so far, and these were not all.`
    if (notSupported === cases) return `${who} supports none of these cases: that says nothing of it.`
    const limits = notSupported === 0 ? '' : `, in what it supports (${grouped(notSupported)} cases are not supported)`
    return method === 'tours'
      ? `${who} agrees with edition ${edition} along every edge${limits}: that is coverage, and no proof.`
      : `${who} agrees with edition ${edition} in every schedule within these bounds${limits}, if what is independent in the model is independent in it.`
  }
}

const grouped = (number: number | bigint) => number.toLocaleString('en-US')
