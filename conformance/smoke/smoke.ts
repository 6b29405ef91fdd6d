import type { ConnectionOptions } from '../../src/adapters/stdio/connection.ts'
import type { Check } from './check.ts'
import { contents } from './content-checks.ts'
import type { Finding, Outcome, SmokeResult } from './finding.ts'
import { Probe } from './probe.ts'
import { notOffered, offered } from './role-checks.ts'
import { anywhere, beginning, end } from './session-checks.ts'
import { Lost, NotSeen, Unexpected } from './unexpected.ts'

export interface SmokeOptions extends ConnectionOptions {
  /** Receives each finding as it is made. */
  readonly onFinding?: ((finding: Finding) => void) | undefined
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
  const tell = (finding: Finding) => {
    findings.push(finding)
    options.onFinding?.(finding)
  }
  try {
    const first: Finding[] = []
    for (const check of beginning) {
      const finding = await findOut(check, probe)
      if (isAborted()) return { kind: 'interrupted', findings: first, left: 'most of the checks' }
      first.push(finding)
    }
    if (!probe.answered) return { kind: 'could-not-run', reason: whyNot(first), stderr: probe.stderr() }
    for (const finding of first) tell(finding)

    const { identity } = probe
    if (identity === undefined) return { kind: 'not-started', findings }
    const { roles } = identity
    const checks = [...anywhere(roles), ...roles.flatMap(offered), ...notOffered(roles), ...contents(roles), ...end]
    for (const [at, check] of checks.entries()) {
      const finding = await findOut(check, probe)
      // The interrupt has killed the driver during this check, so the check has no result.
      if (isAborted()) return { kind: 'interrupted', findings, left: `${checks.length - at + 1} checks` }
      tell(finding)
    }
    tell(onlyAnswers(probe.stray))
    return { kind: 'checked', identity, findings }
  } finally {
    await probe.kill()
  }
}

function whyNot(findings: readonly Finding[]): string {
  const [outcome] = findings.map(({ outcome }) => outcome)
  return outcome === undefined || outcome.kind === 'ok' ? 'it says nothing' : outcome.why
}

async function findOut(check: Check, probe: Probe): Promise<Finding> {
  const outcome = await outcomeOf(check, probe)
  if (end.includes(check)) await probe.kill()
  return { check: check.check, expected: check.expected, outcome, lines: probe.takeLines() }
}

async function outcomeOf(check: Check, probe: Probe): Promise<Outcome> {
  try {
    if (check.needs === 'process') probe.start()
    else await probe.startSession()
    await check.run(probe)
    return { kind: 'ok' }
  } catch (error) {
    if (error instanceof Lost) await probe.kill()
    if (error instanceof Unexpected) return { kind: 'not-ok', why: error.message }
    if (error instanceof NotSeen) return { kind: 'not-seen', why: error.message }
    throw error
  }
}

function onlyAnswers(stray: readonly string[]): Finding {
  return {
    check: 'nothing but answers comes on standard output',
    expected: 'no other line',
    outcome:
      stray.length === 0
        ? { kind: 'ok' }
        : { kind: 'not-ok', why: `${stray.length} lines were no answers: standard error is the place for them` },
    lines: stray.slice(0, 5).map((text) => ({ direction: 'came', text })),
  }
}
