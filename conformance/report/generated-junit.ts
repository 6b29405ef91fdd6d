import type { FindingReport, GeneratedReport } from './report.ts'

/** Generated cases as JUnit: one test per role, with a failure per finding, or for a role that was exercised too little. */
export function generatedJunit(generated: readonly GeneratedReport[]): string {
  const tests = generated.map((one) => {
    const name = attribute(`${one.cases} generated cases, seed ${one.seed}`)
    const failures = failuresOf(one).map(
      ({ message, text }) => `      <failure message="${attribute(message)}">${escaped(text)}</failure>\n`,
    )
    return {
      xml: `    <testcase classname="${one.role}" name="${name}">\n${failures.join('')}    </testcase>\n`,
      failures,
    }
  })
  const failed = tests.filter(({ failures }) => failures.length > 0).length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuite name="continuous-write-conformance, generated" tests="${tests.length}" failures="${failed}" errors="0">\n`,
    ...tests.map(({ xml }) => xml),
    '</testsuite>\n',
  ].join('')
}

function failuresOf({ verdict, findings, unseen, undetermined = [] }: GeneratedReport) {
  if (verdict === 'agrees') return []
  if (findings.length > 0) return findings.map((one) => ({ message: titleOf(one), text: textOf(one) }))
  const text = verdict === 'vacuous' ? unseen.map((name) => `nothing was seen of: ${name}`) : undetermined.flat()
  return [{ message: verdict, text: text.join('\n') }]
}

const titleOf = ({ requirements, token }: FindingReport) =>
  `${requirements.join(', ') || 'the driver itself'}: ${token}`

const textOf = ({ described, gherkin, again }: FindingReport) =>
  [...described, '', gherkin, `again: ${again}`].join('\n')

/** XML cannot contain most control characters. */
const escaped = (text: string) =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

const attribute = (text: string) => escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
