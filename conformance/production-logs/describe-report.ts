import { visible } from '../visible.ts'
import type { CheckReport, LogFinding, LoggedRun, LogVerdict } from './check-report.ts'
import type { Place } from './state.ts'

/** The report as text, ready for a terminal: findings and violations first, then each requirement in a line. */
export function describeReport({ release, files, runs, requirements, findings }: CheckReport): string {
  const entries = Object.entries(requirements)
  const of = (kind: LogVerdict['kind']) => entries.filter(([, verdict]) => verdict.kind === kind)
  return [
    `Spark ${release ?? 'of an unknown release'}; ${files.map(({ name, role, layout }) => `${visible(name)} (${role}, ${layout ?? 'no log'})`).join(', ')}`,
    ...runs.map(describeRun),
    ...findings.map((finding) => `! ${describeLogFinding(finding)}`),
    ...of('violated').flatMap(([requirement, verdict]) => describeVerdict(requirement, verdict)),
    ...of('held').flatMap(([requirement, verdict]) => describeVerdict(requirement, verdict)),
    ...of('cannot tell').flatMap(([requirement, verdict]) => describeVerdict(requirement, verdict)),
    `no occasion: ${
      of('no occasion')
        .map(([requirement]) => requirement)
        .join(', ') || 'none'
    }`,
  ].join('\n')
}

function describeRun({ name, runId, startEpoch, lastCommitted, lastLogged, ended }: LoggedRun): string {
  return `run ${visible(runId)}${name === '' ? '' : ` of ${visible(name)}`}: starts with epoch ${startEpoch ?? '?'}, committed up to ${lastCommitted ?? 'none'}, offsets logged up to ${lastLogged ?? 'none'}, ${ended}`
}

/** One finding as a sentence. */
export function describeLogFinding(finding: LogFinding): string {
  switch (finding.kind) {
    case 'commits-stopped':
      return `${placeText(finding.at)}: commits stop after epoch ${finding.lastCommitted ?? 'none'}, and offsets go on to ${finding.lastLogged ?? 'none'} (CE-20). The first ignored error: ${visible(finding.error)}`
    case 'error-ignored':
      return `${placeText(finding.at)}: the coordinator ignored an error of ${finding.call}, and commits went on: ${visible(finding.error)}`
    case 'old-offsets':
      return `${placeText(finding.at)}: epochs ${finding.first} to ${finding.last} were committed with the offsets of an earlier run (CE-19). A restart behind one of them loses or doubles rows.`
    case 'query-failed':
      return `${placeText(finding.at)}: the query failed: ${visible(finding.error)}`
    case 'stopped':
      return `${placeText(finding.at)}: the query was stopped as asked${finding.aborts > 0 ? `; the ${finding.aborts} aborts at its end are no fault` : ''}`
    case 'backlog':
      return `${placeText(finding.at)}: the coordinator stopped the query: ${visible(finding.error)}`
    case 'nothing-to-check':
      return finding.hasMicroBatch
        ? 'only micro-batch queries are in the logs: there is nothing to check'
        : 'no continuous query is in the logs: there is nothing to check'
    case 'cause':
      return `${placeText(finding.at)}: the cause, the first failure of a task: ${visible(finding.error)}`
  }
}

function describeVerdict(requirement: string, verdict: LogVerdict): readonly string[] {
  switch (verdict.kind) {
    case 'held':
      return [`${requirement}: held (${times(verdict.times)})`]
    case 'violated':
      return [
        `✗ ${requirement}: violated (${times(verdict.times)})`,
        ...verdict.violations.map(({ at, contradicts, expected }) => {
          const other = contradicts === undefined ? '' : `, contradicts ${placeText(contradicts)}`
          return `    ${placeText(at)}: ${visible(expected)}${other}`
        }),
      ]
    case 'cannot tell':
      return [`${requirement}: cannot tell: ${verdict.why.map(visible).join('; ')}`]
    case 'no occasion':
    case 'never in logs':
      return []
  }
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`)

const placeText = ({ file, line }: Place) => `${visible(file)}:${line}`
