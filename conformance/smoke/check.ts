import type { Event } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Probe } from './probe.ts'
import { samples } from './samples.ts'
import { NotSeen, Unexpected } from './unexpected.ts'

/** One thing that a driver promises, and how to see whether it keeps it. */
export interface Check {
  /** The promise, as a sentence. */
  readonly check: string
  /** What should come. */
  readonly expected: string
  /** What has to be there: a program that was started, or one that was initialized, too. */
  readonly needs: 'process' | 'session'
  /**
   * @throws Unexpected if the promise is not kept
   * @throws NotSeen if this driver does not offer what would show it
   */
  run(probe: Probe): Promise<void>
}

/** A fresh subject; closes the one before, so that a driver that insists on that fails one check and not all. */
export async function openFresh(probe: Probe, opening: unknown): Promise<void> {
  await probe.result('close', {})
  await probe.result('open', opening)
}

/** A fresh subject, ready for what is harmless. */
export async function openSample(probe: Probe, role: Role): Promise<void> {
  await openFresh(probe, samples[role].opening)
  await prepare(probe, role)
}

/** What has to be done before the harmless action can be. */
export async function prepare(probe: Probe, role: Role): Promise<void> {
  const { before = [] } = samples[role]
  if (before.length > 0) await applied(probe, before)
}

/** The harmless action, so many times in one call, has as many steps and is told of in each. */
export async function doHarmless(probe: Probe, role: Role, times = 1): Promise<void> {
  const { harmless, tells } = samples[role]
  const steps = await applied(
    probe,
    Array.from({ length: times }, () => harmless),
  )
  for (const events of steps) {
    if (!events.some(({ kind }) => kind === tells)) throw new Unexpected(`there is no event \`${tells}\` in a step`)
  }
}

/** The steps of these actions, one for each. */
export async function applied(probe: Probe, actions: readonly unknown[]): Promise<readonly (readonly Event[])[]> {
  const { steps } = await probe.result('apply', { actions })
  if (steps.length !== actions.length) throw new Unexpected(`${steps.length} steps for ${actions.length} actions`)
  return steps
}

/** After a mistake of the kit's the driver is as usable as before: the first of its roles can be opened and used. */
export async function stillUsable(probe: Probe, roles: readonly Role[]): Promise<void> {
  const [role] = roles
  if (role === undefined) throw new NotSeen('the driver offers no role')
  await openSample(probe, role)
  await doHarmless(probe, role)
}
