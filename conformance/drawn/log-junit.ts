import { isBadVerdict } from '../checkpoint/verdict-on.ts'
import {
  type ApplicationReport,
  type LogReport,
  type LogVerdict,
  losesRows,
  type ShownLine,
  type ShownViolation,
} from '../production-logs/report/check-report.ts'
import { decides } from '../production-logs/report/untold.ts'
import { describeLogFinding, placeText } from '../production-logs/telling/describe-finding.ts'
import { describeCheckpoint } from '../production-logs/telling/describe-report.ts'
import { requirements } from '../requirements/registry.ts'
import { type Element, xmlDocument } from './xml.ts'

/** A test of JUnit: one requirement, or one question that a finding or a checkpoint answers. */
interface Test {
  readonly name: string
  readonly result:
    | { readonly kind: 'passed' }
    | { readonly kind: 'skipped'; readonly reason: string }
    | { readonly kind: 'failed'; readonly headline: string; readonly text: string }
}

interface Suite {
  readonly name: string
  readonly tests: readonly Test[]
}

/**
 * `junit.xml` of `cwc check`: one suite per application with a test per requirement that shows in logs, and one of the checkpoints. It has
 * failures exactly if the exit code is 1. What could not be told, or had no occasion, is skipped.
 */
export function logJunit({ kit, applications, checkpoints }: LogReport): string {
  const suites: readonly Suite[] = [
    ...applications.map((one, at) => ({ name: nameOf(one, at, applications.length), tests: testsOf(one) })),
    ...(checkpoints.length === 0
      ? []
      : [
          {
            name: 'checkpoints',
            tests: checkpoints.map((one): Test => {
              const { verdict } = one.conclusion
              const name = `${one.checkpoint}: a restart loses and doubles no row`
              if (verdict === 'clean') return { name, result: { kind: 'passed' } }
              return isBadVerdict(verdict)
                ? { name, result: { kind: 'failed', headline: verdict, text: describeCheckpoint(one) } }
                : { name, result: { kind: 'skipped', reason: verdict } }
            }),
          },
        ]),
  ]
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: kit.name, ...countsOf(suites.flatMap(({ tests }) => tests)) },
    content: suites.map(({ name, tests }) => ({
      name: 'testsuite',
      attributes: { name, ...countsOf(tests) },
      content: tests.map((test) => elementOf(name, test)),
    })),
  })
}

const nameOf = ({ id }: ApplicationReport, at: number, all: number) =>
  id !== undefined ? `logs of ${id}` : all === 1 ? 'logs' : `logs of application ${at + 1}`

function testsOf({
  headline,
  requirements: verdicts,
  findings,
  files,
  unread = [],
}: ApplicationReport): readonly Test[] {
  const losing = findings.filter(losesRows)
  const [first] = losing.map(describeLogFinding)
  const tests: readonly Test[] = [
    {
      name: 'the logs show no sign of lost rows',
      result:
        first === undefined
          ? headline.answer === 'no sign' || headline.answer === 'danger is over'
            ? { kind: 'passed' }
            : { kind: 'skipped', reason: headline.text }
          : {
              kind: 'failed',
              headline: `${headline.text}: ${first[0] ?? ''}`,
              text: losing.map((one) => describeLogFinding(one).join('\n')).join('\n\n'),
            },
    },
    ...Object.entries(verdicts).flatMap(([id, verdict]): readonly Test[] => {
      const result = resultOf(verdict)
      const says = requirements.find((one) => one.id === id)?.says ?? ''
      return result === undefined ? [] : [{ name: `${id}: ${says}`, result }]
    }),
  ]
  if (decides({ unread, files })) return tests
  // A line that would explain a failure may be in such a file.
  const reason = `not all files could be read: ${unread.map(({ file }) => file).join(', ')}`
  return tests.map((test) => (test.result.kind === 'failed' ? { ...test, result: { kind: 'skipped', reason } } : test))
}

function resultOf(verdict: LogVerdict): Test['result'] | undefined {
  switch (verdict.kind) {
    case 'held':
      return { kind: 'passed' }
    case 'violated':
      return {
        kind: 'failed',
        headline: `violated ${verdict.times === 1 ? 'once' : `${verdict.times} times`}: expected: ${verdict.violations[0]?.expected ?? ''}`,
        text: verdict.violations.map(violationText).join('\n\n'),
      }
    case 'no occasion':
      return { kind: 'skipped', reason: 'no occasion' }
    case 'cannot tell':
      return { kind: 'skipped', reason: `cannot tell: ${verdict.why.join('; ')}` }
    case 'never in logs':
      return undefined
  }
}

const violationText = ({ at, contradicts, expected }: ShownViolation) =>
  [
    `expected: ${expected}`,
    ...(contradicts === undefined ? [] : [`  ${lineText(contradicts)}`]),
    `> ${lineText(at)}`,
  ].join('\n')

const lineText = (line: ShownLine) => `${placeText(line)}${line.text === undefined ? '' : `: ${line.text}`}`

const countsOf = (tests: readonly Test[]) => ({
  tests: tests.length,
  failures: tests.filter(({ result }) => result.kind === 'failed').length,
  errors: 0,
  skipped: tests.filter(({ result }) => result.kind === 'skipped').length,
})

function elementOf(group: string, { name, result }: Test): Element {
  return { name: 'testcase', attributes: { classname: group, name }, content: contentOf(result) }
}

function contentOf(result: Test['result']): readonly Element[] {
  switch (result.kind) {
    case 'passed':
      return []
    case 'skipped':
      return [{ name: 'skipped', attributes: { message: result.reason } }]
    case 'failed':
      return [{ name: 'failure', attributes: { message: result.headline }, content: result.text }]
  }
}
