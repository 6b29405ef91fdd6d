import { describe, expect, it } from 'vitest'
import { type Damage, damages } from './check.ts'
import type { Finding, Outcome } from './finding.ts'
import { reportJson, reportText } from './smoke-report.ts'

const identity = {
  protocol: 1,
  implementation: { name: 'a driver', version: '1', language: 'C' },
  edition: 'document',
  roles: ['task'],
} as const

const finding = (breaks: Damage, kind: Outcome['kind']): Finding => ({
  check: `${kind}: ${breaks}`,
  expected: 'more',
  breaks,
  advice: 'mend it',
  outcome: kind === 'ok' ? { kind } : { kind, why: 'it is not so' },
  lines: [],
})

describe('the findings of a smoke test', () => {
  const findings = damages.toReversed().flatMap((breaks) => [finding(breaks, 'ok'), finding(breaks, 'not-ok')])
  const result = { kind: 'checked', identity, findings } as const

  it('begin with those that are not ok, of these with those that break most', () => {
    const shown = JSON.parse(reportJson(['x'], result)) as { readonly findings: readonly Finding[] }
    expect(shown.findings.map(({ check }) => check)).toEqual([
      'not-ok: every case',
      'not-ok: the cases of a role',
      'not-ok: some cases',
      'ok: some cases',
      'ok: the cases of a role',
      'ok: every case',
    ])
  })

  it('have the worst of them in the first line, with its damage and what to do', () => {
    expect(reportText(['x'], result).split('\n')[0]).toBe('✗ not-ok: every case (without it every case fails): mend it')
  })
})
