import { describeStderr } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import { echoed, visible, visibleJson, visibleLines } from '../visible.ts'
import { damages } from './check.ts'
import type { Finding, SmokeResult } from './finding.ts'

/** The lines of a check that are shown: the last of them say what is wrong. */
const shownLines = 8

/** The whole report. Its first line names the finding that matters most, and what to do about it. */
export function reportText(command: readonly string[], result: SmokeResult): string {
  const tested = `smoke test of: ${visible(command.join(' '))}`
  if (result.kind === 'could-not-run') return `${conclusionText(result)}\n\n${tested}`
  const texts = ranked(result.findings).map(findingText)
  return `${headline(result)}\n\n${tested}\n\n${texts.join('\n')}\n\n${conclusionText(result)}`
}

/** The result as JSON, its findings in the order of the report. */
export function reportJson(command: readonly string[], result: SmokeResult): string {
  const findings = result.kind === 'could-not-run' ? [] : ranked(result.findings)
  return visibleJson(JSON.stringify({ command, ...result, findings, exitCode: exitCodeOf(result) }, null, 2))
}

function headline(result: Exclude<SmokeResult, { readonly kind: 'could-not-run' }>): string {
  const [worst] = ranked(result.findings).filter(isNotOk)
  if (worst !== undefined) return `✗ ${worst.check} (without it ${fail(worst)}): ${worst.advice}`
  switch (result.kind) {
    case 'interrupted':
      return 'interrupted: nothing wrong was found so far'
    case 'not-started':
    case 'checked':
      return '✓ the driver keeps the protocol, as far as these checks show'
  }
}

const fail = ({ breaks }: Finding) => (breaks === 'every case' ? 'every case fails' : `${breaks} fail`)

/** The findings: those that are not ok first, of these those that break most. */
function ranked(findings: readonly Finding[]): readonly Finding[] {
  const rank = (finding: Finding) => (isNotOk(finding) ? damages.indexOf(finding.breaks) : damages.length)
  return findings.toSorted((one, other) => rank(one) - rank(other))
}

const isNotOk = ({ outcome }: Finding) => outcome.kind === 'not-ok'

/** One check as a line; a failed check also with its messages, and what was expected. */
function findingText({ check, breaks, advice, expected, outcome, lines }: Finding): string {
  switch (outcome.kind) {
    case 'ok':
      return `  ok      ${check}`
    case 'not-seen':
      return `  -       ${check} (not run: ${visible(outcome.why)})`
    case 'not-ok':
      return [
        `  NOT OK  ${check}`,
        `            breaks    ${breaks}`,
        ...(lines.length > shownLines ? [`            ${lines.length - shownLines} earlier lines`] : []),
        ...lines.slice(-shownLines).map(({ direction, text }) => `            ${direction.padEnd(9)} ${visible(text)}`),
        `            expected  ${expected}`,
        `            but       ${visible(outcome.why)}`,
        `            to do     ${advice}`,
      ].join('\n')
  }
}

/** The last line of the report. */
function conclusionText(result: SmokeResult): string {
  switch (result.kind) {
    case 'could-not-run': {
      return [`the driver could not be run: ${visibleLines(result.reason)}`, ...describeStderr(result.stderr)].join(
        '\n',
      )
    }
    case 'not-started':
      return `${countsText(result.findings)}; the other checks need a driver that can be initialized`
    case 'interrupted':
      return `interrupted: ${countsText(result.findings)}; ${result.left} were not run`
    case 'checked':
      return `${identityText(result.identity)}\n${countsText(result.findings)}`
  }
}

/** 0: every check passed; 1: one did not; 3: the driver could not be run; 4: the checks were interrupted. */
export function exitCodeOf(result: SmokeResult): 0 | 1 | 3 | 4 {
  switch (result.kind) {
    case 'could-not-run':
      return 3
    case 'not-started':
      return 1
    case 'interrupted':
      return result.findings.some(({ outcome }) => outcome.kind === 'not-ok') ? 1 : 4
    case 'checked':
      return result.findings.some(({ outcome }) => outcome.kind === 'not-ok') ? 1 : 0
  }
}

function identityText({ implementation, edition, roles }: Identity): string {
  const { name, version, language } = implementation
  return `${echoed(name)} ${echoed(version)} (${echoed(language)}), edition ${echoed(edition)}, roles ${roles.join(', ')}`
}

function countsText(findings: readonly Finding[]): string {
  const count = (kind: Finding['outcome']['kind']) => findings.filter(({ outcome }) => outcome.kind === kind).length
  return `${findings.length} checks: ${count('ok')} ok, ${count('not-ok')} not ok, ${count('not-seen')} not run`
}
