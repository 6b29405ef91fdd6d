import { counted } from '../counted.ts'
import { isAccepted, isAgainst } from '../suite/verdict.ts'
import { echoed } from '../visible.ts'
import { conclusionOf } from './conclusion.ts'
import type { RunReport } from './report.ts'

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
      return `${who}: nothing is wrong in shard ${index} of ${of}. cwc merge has the conclusion of all shards.`
    }
    case 'nothing-ran':
      return `${who}: no scenario ran, so nothing was checked.`
    case 'role-not-supported':
      return `${who} claims role ${conclusion.roles.join(', ')}, but supports no scenario of it that has an action, so that role was not checked.`
    case 'not-complete':
      return `${who}: the run is not complete, so it has no conclusion.`
    case 'only-unspecified':
      return `${who}: every scenario of role ${conclusion.roles.join(', ')} that ran is unspecified in edition ${report.edition}, so nothing that the edition requires was checked.`
    case 'generated-too-little': {
      const which = conclusion.generated.map(({ role, verdict }) => `${role} (${verdict})`).join(', ')
      return `${who}: no failure was found, but the generated cases of role ${which} exercised too little.`
    }
  }
}

function describeNonconforming(report: RunReport, who: string): string {
  const failed = report.cases.filter(({ verdict }) => isAgainst(verdict))
  const broken = report.requirements.filter(({ standing }) => standing === 'fails').map(({ id }) => id)
  const found = report.generated.reduce((sum, { findings }) => sum + findings.length, 0)
  const unsteady = report.generated.filter(({ verdict }) => verdict === 'not-deterministic').map(({ role }) => role)
  const what = [
    `${failed.length} of ${counted(report.cases.length, 'scenario')}`,
    ...(report.generated.length === 0 ? [] : [`${counted(found, 'finding')} in generated cases`]),
    ...unsteady.map((role) => `role ${role} is not deterministic`),
    `requirements broken: ${broken.join(', ') || 'none is tagged'}`,
  ]
  return `${who} does not conform to edition ${report.edition}: ${what.join(', ')}.`
}

function describeConforming(report: RunReport, who: string): string {
  const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000
  const ran = report.cases.filter(({ verdict }) => isAccepted(verdict)).length
  const unsupported = report.cases.filter(({ verdict }) => verdict === 'not-supported').length
  const cases = report.generated.reduce((sum, one) => sum + one.cases, 0)
  const generated = report.generated.length === 0 ? '' : ` and ${counted(cases, 'generated case')}`
  const limits = unsupported === 0 ? '' : ` in the scenarios that it supports (${unsupported} are not supported)`
  return `${who} conforms to edition ${report.edition}${limits}: ${counted(ran, 'scenario')}${generated} in ${seconds.toFixed(1)} s.`
}
