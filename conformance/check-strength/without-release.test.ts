import { describe, expect, it } from 'vitest'
import { createApplication } from '../production-logs/application.ts'
import type { LogVerdict } from '../production-logs/report/check-report.ts'
import { generatedLogs, printedRoles, toldByRole } from './generated-logs.ts'
import type { LogFile } from './judge-logs.ts'
import { type LoggedLine, linesThatDecide } from './logged-line.ts'
import { recordedApplications } from './measure-recordings.ts'

type Verdicts = Readonly<Record<string, LogVerdict>>

const verdictsOn = (lines: readonly LoggedLine[]): Verdicts => {
  const application = createApplication()
  for (const { record, file } of lines) application.take(record, file)
  return application.report(() => undefined).requirements
}

function verdictsOf(files: readonly LogFile[]): { readonly whole: Verdicts; readonly without: Verdicts } {
  const lines = linesThatDecide(files)
  return { whole: verdictsOn(lines), without: verdictsOn(lines.filter(({ observed }) => observed?.kind !== 'release')) }
}

/** The requirements that are judged in another way if no line says the release: `cannot tell` is no judgement. */
function judgedOtherwise(files: readonly LogFile[]): readonly string[] {
  const { whole, without } = verdictsOf(files)
  return Object.entries(without).flatMap(([id, { kind }]) => {
    const expected = whole[id]?.kind
    // A requirement that does not bind in the release has no verdict there.
    const isRight =
      kind === 'cannot tell' ||
      kind === expected ||
      (expected === undefined && (kind === 'no occasion' || kind === 'never in logs'))
    return isRight ? [] : [`${id}: ${kind}, with the release ${expected}`]
  })
}

describe('a log that does not say its release', () => {
  it.each(recordedApplications.map((files) => [files[0]?.[0] ?? '', files] as const))(
    'is judged as with it, or not at all: %s',
    (_, files) => {
      expect(judgedOtherwise(files)).toEqual([])
    },
  )

  it.each(printedRoles)('is judged as with it, or not at all: traces of the model, role %s', (role) => {
    const wrong = [...generatedLogs(role, { seed: 2, runs: 120 })].flatMap(({ title, files }) =>
      judgedOtherwise(files)
        // What a trace of one role says of the others is made up by the printer.
        .filter((one) => toldByRole[role].test(one))
        .map((one) => `${title}: ${one}`),
    )
    expect(wrong).toEqual([])
  })

  it('is judged on all requirements but those of which releases differ, and those of the first epochs where another query may have begun before', () => {
    const undecided = recordedApplications.flatMap((files) => {
      const { whole, without } = verdictsOf(files)
      return Object.keys(whole).filter((id) => whole[id]?.kind === 'held' && without[id]?.kind === 'cannot tell')
    })
    expect(new Set(undecided)).toEqual(new Set(['CE-31', 'CE-32', 'OP-26', 'OP-44', 'EC-34', 'RDD-4']))
    expect(undecided.length).toBe(20)
  })
})
