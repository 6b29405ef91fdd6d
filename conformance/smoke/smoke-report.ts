import { describeStderr } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import { echoed, visible } from '../visible.ts'
import type { Finding, SmokeResult } from './finding.ts'

/** One check as a line; a failed check also with its messages, and what was expected. */
export function findingText({ check, expected, outcome, lines }: Finding): string {
  switch (outcome.kind) {
    case 'ok':
      return `  ok      ${check}`
    case 'not-seen':
      return `  -       ${check} (not run: ${visible(outcome.why)})`
    case 'not-ok':
      return [
        `  NOT OK  ${check}`,
        ...lines.map(({ direction, text }) => `            ${direction.padEnd(9)} ${visible(text)}`),
        `            expected  ${expected}`,
        `            but       ${visible(outcome.why)}`,
      ].join('\n')
  }
}

/** The last line of the report. */
export function conclusionText(result: SmokeResult): string {
  switch (result.kind) {
    case 'could-not-run': {
      return [`the driver could not be run: ${visible(result.reason)}`, ...describeStderr(result.stderr)].join('\n')
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
