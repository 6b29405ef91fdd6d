import type { ConnectionOptions } from '../../src/adapters/stdio/connection.ts'
import { excerpt } from '../../src/adapters/stdio/excerpt.ts'
import type { Role } from '../../src/contract/roles.ts'
import { visible } from '../visible.ts'
import type { Check } from './check.ts'
import { contents } from './content-checks.ts'
import type { Finding, Outcome, SmokeResult } from './finding.ts'
import { lines } from './line-checks.ts'
import { Probe } from './probe.ts'
import { notOffered, offered, usable } from './role-checks.ts'
import { anywhere, atEndOfInput, beginning, end } from './session-checks.ts'
import { inNewProcess } from './subject-checks.ts'
import { surroundings } from './task-checks.ts'
import { Lost, NotSeen, Unexpected } from './unexpected.ts'

export interface SmokeOptions extends ConnectionOptions {
  /** Receives the number of checks that were made, and of those that are planned. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  /** Ends the checks. The result has the findings so far. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Checks the driver itself: it keeps the protocol, survives mistakes of the kit, and returns the same events twice. Whether its
 * implementation conforms is not checked here.
 *
 * A driver that dies in a check is started again for the next check. Never throws.
 */
export async function smoke(options: SmokeOptions): Promise<SmokeResult> {
  const probe = new Probe(options)
  const isAborted = () => options.signal?.aborted === true
  const findings: Finding[] = []
  try {
    for (const check of beginning) {
      const finding = await findOut(check, probe)
      if (isAborted()) return { kind: 'interrupted', findings, left: 'most of the checks' }
      findings.push(finding)
    }
    if (!probe.answered) return { kind: 'could-not-run', reason: whyNot(findings, probe.stray), stderr: probe.stderr() }

    const { identity } = probe
    if (identity === undefined) return { kind: 'not-started', findings: withStray(findings, probe) }
    const checks = checksOf(identity.roles)
    const lost = new Set<string>()
    for (const [at, check] of checks.entries()) {
      // The last one is about stray lines, in all checks together.
      options.onProgress?.(findings.length, beginning.length + checks.length + 1)
      const finding = await findOut(check, probe, lost)
      // The interrupt has killed the driver during this check, so the check has no result.
      if (isAborted()) return { kind: 'interrupted', findings, left: `${checks.length - at + 1} checks` }
      findings.push(finding)
    }
    return { kind: 'checked', identity, findings: withStray(findings, probe) }
  } finally {
    await probe.kill()
  }
}

/** All checks of a driver that can be initialized and offers these roles, but for those of the beginning, and for stray lines. */
export function checksOf(roles: readonly Role[]): readonly Check[] {
  return [
    ...anywhere(roles),
    ...lines(roles),
    ...roles.flatMap(offered),
    ...surroundings(roles),
    ...notOffered(roles),
    ...contents(roles),
    inNewProcess(roles),
    ...end,
    atEndOfInput,
  ]
}

/** Says what the program printed instead of answers. */
function whyNot([first]: readonly Finding[], stray: readonly string[]): string {
  const why = first === undefined || first.outcome.kind === 'ok' ? 'it says nothing' : first.outcome.why
  const [line] = stray
  if (line === undefined) return why
  const printed = new Set(stray).size === 1 ? 'a line that is no answer' : 'lines that are no answers, first'
  return `it printed ${printed}: ${visible(line)}\nand no answer to a call: ${why}`
}

async function findOut(check: Check, probe: Probe, lost = new Set<string>()): Promise<Finding> {
  const [role = ''] = check.check.split(': ')
  const outcome: Outcome = lost.has(role)
    ? { kind: 'not-seen', why: 'the role cannot be used' }
    : await outcomeOf(check, probe, () => {
        if (check.check.endsWith(usable)) lost.add(role)
      })
  if (end.includes(check)) await probe.kill()
  const { check: promise, expected, breaks, advice } = check
  return { check: promise, expected, breaks, advice, outcome, lines: probe.takeLines() }
}

async function outcomeOf(check: Check, probe: Probe, onLost: () => void): Promise<Outcome> {
  try {
    if (check.needs === 'process') probe.start()
    else await probe.startSession()
    await check.run(probe)
    return { kind: 'ok' }
  } catch (error) {
    if (error instanceof Lost) {
      await probe.kill()
      onLost()
    }
    if (error instanceof Unexpected) return { kind: 'not-ok', why: excerpt(error.message) }
    if (error instanceof NotSeen) return { kind: 'not-seen', why: excerpt(error.message) }
    throw error
  }
}

export const strayCheck = 'nothing but answers comes on standard output'

/** Stray lines stand first: they break more than anything else. */
function withStray(findings: readonly Finding[], { stray }: Probe): readonly Finding[] {
  const count = stray.length === 1 ? '1 line was no answer' : `${stray.length} lines were no answers`
  const finding: Finding = {
    check: strayCheck,
    expected: 'one line per call, the answer to it',
    breaks: 'every case',
    advice: 'print each answer once, and everything else to standard error',
    outcome: stray.length === 0 ? { kind: 'ok' } : { kind: 'not-ok', why: `${count} to a call` },
    lines: stray.slice(0, 5).map((text) => ({ direction: 'came', text })),
  }
  return [finding, ...findings]
}
