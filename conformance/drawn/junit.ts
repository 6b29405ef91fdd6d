import { counted } from '../counted.ts'
import { describeConclusion } from '../report/describe-conclusion.ts'
import type { Known } from '../report/known-failures.ts'
import type { CaseReport, GeneratedReport, RunReport } from '../report/report.ts'
import { describeVerdict } from '../suite/describe-verdict.ts'
import { isAgainst } from '../suite/verdict.ts'
import { type Failure, failureOfCase, failuresOfGenerated, failuresOfList } from './failures.ts'
import { countsOf, distinct, propertiesOf, type Test, testElement } from './junit-document.ts'
import { xmlDocument } from './xml.ts'

/**
 * `junit.xml`: one suite per role with its scenarios, and one with its generated cases. `failures` and `errors` add up to 0 unless the
 * implementation does not conform. A scenario that deviates as its edition says, or is unspecified there, has passed.
 */
export function junit(report: RunReport): string {
  const listed = failuresOfList(report)
  const suites = [
    ...(listed.length === 0 ? [] : [{ name: 'known failures', tests: distinct(listed.map(testOfProblem)) }]),
    ...report.roles.map(({ role }) => ({
      name: `scenarios of role ${role}`,
      tests: distinct(report.cases.filter((one) => one.role === role).map((one) => testOfCase(one, report.edition))),
    })),
    ...report.generated.map((one) => ({
      name: `generated cases of role ${one.role}`,
      tests: distinct(testsOfGenerated(one)),
    })),
  ]
  const all = suites.flatMap(({ tests }) => tests)
  const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: report.kit.name, ...countsOf(all), time: seconds.toFixed(3) },
    content: suites.map(({ name, tests }) => ({
      name: 'testsuite',
      attributes: { name, timestamp: report.startedAt.slice(0, 19), ...countsOf(tests) },
      content: [propertiesOf(runProperties(report)), ...tests.map(testElement)],
    })),
  })
}

function runProperties(report: RunReport): Test['properties'] {
  const { implementation } = report.driver
  return [
    ['implementation', `${implementation.name} ${implementation.version}`.trim()],
    ['edition', report.edition],
    ['conclusion', describeConclusion(report)],
    ...(report.shutdown ?? []).map((fault) => ['failure at shutdown', fault] as const),
  ]
}

function testOfCase(one: CaseReport, edition: RunReport['edition']): Test {
  const { feature, rule, name, requirements, file, line, verdict } = one
  const said = describeVerdict(one, edition)
  return {
    group: feature,
    name: rule === undefined ? name : `${rule}: ${name}`,
    properties: [
      ...requirements.map((id) => ['requirement', id] as const),
      ['file', file],
      ['line', line],
      ['verdict', verdict],
      ...(said === undefined || isAgainst(verdict) ? [] : [['verdict explained', said] as const]),
    ],
    result: resultOf(one),
  }
}

function testOfProblem(failure: Failure): Test {
  const { title, place } = failure
  const where =
    place === undefined
      ? []
      : ([
          ['file', place.file],
          ['line', place.line],
        ] as const)
  return { group: title, name: failure.text, properties: where, result: { kind: 'failed', failure } }
}

const knownReason = ({ reason, link }: Known) => `known failure: ${reason}${link === undefined ? '' : ` (${link})`}`

function resultOf(one: CaseReport): Test['result'] {
  switch (one.verdict) {
    case 'passed':
    case 'deviates':
    case 'unspecified':
      return { kind: 'passed' }
    case 'not-supported':
    case 'not-run':
      return { kind: 'skipped', reason: `${one.verdict}: ${one.reason ?? ''}` }
    case 'failed':
    case 'passed-unexpectedly':
    case 'crashed':
    case 'timed-out':
      if (one.known !== undefined) return { kind: 'skipped', reason: knownReason(one.known) }
      return { kind: 'failed', failure: failureOfCase(one) }
  }
}

function testsOfGenerated(generated: GeneratedReport): readonly Test[] {
  const { role, seed, cases, verdict, unseen, reasons, findings } = generated
  const group = `generated cases of role ${role}`
  const properties = [
    ['seed', seed],
    ['cases', cases],
    ['verdict', verdict],
  ] as const
  const failed = failuresOfGenerated(generated).map(
    (failure): Test => ({
      group,
      name: failure.headline,
      properties: [...failure.requirements.map((id) => ['requirement', id] as const), ...properties],
      result: { kind: 'failed', failure },
    }),
  )
  const known = findings.flatMap(({ known, diagnosis }): readonly Test[] =>
    known === undefined
      ? []
      : [{ group, name: diagnosis.says, properties, result: { kind: 'skipped', reason: knownReason(known) } }],
  )
  if (failed.length + known.length > 0) return [...failed, ...known]
  const name = 'the implementation behaves as the model'
  if (verdict === 'agrees') return [{ group, name, properties, result: { kind: 'passed' } }]
  const why = verdict === 'vacuous' ? unseen.map((one) => `never exercised: ${one}`) : reasons
  const reason = `${verdict}, ${counted(cases, 'case')} of ${generated.planned}: ${why.join('; ')}`
  return [{ group, name, properties, result: { kind: 'skipped', reason } }]
}
