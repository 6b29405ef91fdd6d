import { counted } from '../counted.ts'
import { isAccepted } from '../suite/verdict.ts'
import { echoed } from '../visible.ts'
import { conclusionOf, isUnlisted, unlistedFailures } from './conclusion.ts'
import { countKnown } from './describe-known-failures.ts'
import { describeListConclusion } from './describe-list-conclusion.ts'
import type { CaseReport, CauseReport, RunReport } from './report.ts'
import { spokenOf } from './standing.ts'

/** The conclusion of a run in one sentence. */
export function describeConclusion(report: RunReport): string {
  const { implementation } = report.driver
  const who = `${echoed(implementation.name)} ${echoed(implementation.version)}`.trim()
  const conclusion = conclusionOf(report)
  switch (conclusion.kind) {
    case 'conforms':
      return describeConforming(report, who)
    case 'does-not-conform':
      return describeNonconforming(report, who)
    case 'good-shard': {
      const { index, of } = conclusion.shard
      const known = countKnown(report)
      return `${who}: nothing${known === undefined ? '' : ` but ${known}`} is wrong in shard ${index} of ${of}. cwc merge has the conclusion of all shards.`
    }
    case 'list-is-wrong':
      return describeListConclusion(report, conclusion.list, who)
    case 'only-known-failures':
      return `${who} conforms to edition ${report.edition} but for ${countKnown(report) ?? 'known failures'}, as listed: ${describeRan(report)}.`
    case 'nothing-ran':
      return `${who}: no scenario ran, so nothing was checked${describeUnsupported(report.cases)}.`
    case 'role-not-supported':
      return `${who} claims role ${conclusion.roles.join(', ')}, but supports no scenario of it that has an action, so that role was not checked${describeUnsupported(report.cases.filter(({ role }) => conclusion.roles.includes(role)))}.`
    case 'not-complete':
      return `${who}: the run is not complete, so it has no conclusion.`
    case 'only-unspecified':
      return `${who}: every scenario of role ${conclusion.roles.join(', ')} that ran is unspecified in edition ${report.edition}, so nothing that the edition requires was checked.`
    case 'generated-too-little': {
      const which = conclusion.generated.map(({ role, verdict }) => `${role} (${verdict})`).join(', ')
      return `${who}: no failure${countKnown(report) === undefined ? '' : ` but ${countKnown(report)}`} was found, and the generated cases of role ${which} exercised too little.`
    }
  }
}

/** ` (17 scenarios are not supported: to be done)`, with the reason that most of them have. */
function describeUnsupported(cases: readonly CaseReport[]): string {
  const own = cases.filter(({ verdict }) => verdict === 'not-supported')
  const [most] = [...Map.groupBy(own, ({ reason = '' }) => reason)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  )
  if (most === undefined) return ''
  const [reason] = most
  const why = reason === '' ? '' : `: ${echoed(reason, 200)}`
  return ` (${own.length === 1 ? '1 scenario is' : `${own.length} scenarios are`} not supported${why})`
}

function describeNonconforming(report: RunReport, who: string): string {
  const failed = unlistedFailures(report)
  const findings = report.generated.flatMap((own) => own.findings.filter(isUnlisted))
  const broken = [...new Set(report.causes.flatMap(({ requirements }) => requirements))]
  const spoken = [...failed.flatMap(spokenOf), ...findings.flatMap(({ requirements }) => requirements)]
  const others = report.requirements.filter(
    ({ id, standing }) => standing === 'fails' && spoken.includes(id) && !broken.includes(id),
  ).length
  const more = others === 0 ? '' : ` (scenarios of ${others} more fail by the same causes)`
  const unsteady = report.generated.filter(({ verdict }) => verdict === 'not-deterministic').map(({ role }) => role)
  const what = [
    `${failed.length === 0 ? 'none' : failed.length} of ${counted(report.cases.length, 'scenario')} ${failed.length <= 1 ? 'fails' : 'fail'}`,
    ...(report.generated.length === 0 ? [] : [`${counted(findings.length, 'finding')} in generated cases`]),
    ...unsteady.map((role) => `role ${role} is not deterministic`),
    ...(broken.length === 0 ? [] : [`requirements broken: ${broken.join(', ')}${more}`]),
    ...(report.causes.some(isOfDriver) ? ['the driver itself fails'] : []),
    ...(countKnown(report) === undefined ? [] : [`${countKnown(report)} left out`]),
  ]
  return `${who} does not conform to edition ${report.edition}: ${what.join(', ')}.`
}

function isOfDriver({ kind, requirements }: CauseReport): boolean {
  switch (kind) {
    case 'off-protocol':
    case 'crashed':
    case 'timed-out':
      return true
    case 'refused':
      return requirements.length === 0
    case 'behaviour':
    case 'passed-unexpectedly':
      return false
  }
}

function describeConforming(report: RunReport, who: string): string {
  const unsupported = report.cases.filter(({ verdict }) => verdict === 'not-supported').length
  const limits = unsupported === 0 ? '' : ` in the scenarios that it supports (${unsupported} are not supported)`
  return `${who} conforms to edition ${report.edition}${limits}: ${describeRan(report)}.`
}

/** `591 scenarios and 500 generated cases in 1.2 s`: what ran and was accepted. */
function describeRan(report: RunReport): string {
  const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000
  const ran = report.cases.filter(({ verdict }) => isAccepted(verdict)).length
  const cases = report.generated.reduce((sum, one) => sum + one.cases, 0)
  const generated = report.generated.length === 0 ? '' : ` and ${counted(cases, 'generated case')}`
  return `${counted(ran, 'scenario')}${generated} in ${seconds.toFixed(1)} s`
}
