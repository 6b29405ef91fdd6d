import type { Event } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Probe } from './probe.ts'
import { samples } from './samples.ts'
import { NotSeen, Unexpected } from './unexpected.ts'

/** What a driver breaks that does not keep a promise, the worst first: every case, the cases of a role, or some cases. */
export const damages = ['every case', 'the cases of a role', 'some cases'] as const
export type Damage = (typeof damages)[number]

/** One promise of a driver, and the check that it keeps it. */
export interface Check {
  /** The promise, as a sentence. */
  readonly check: string
  /** The cases of `cwc run` that fail without it. */
  readonly breaks: Damage
  /** What the author of the driver has to do. */
  readonly advice: string
  /** The expected response. */
  readonly expected: string
  /** The precondition: a started program, or an initialized one. */
  readonly needs: 'process' | 'session'
  /**
   * @throws Unexpected if the promise is not kept
   * @throws NotSeen if the driver does not offer what the check needs
   */
  run(probe: Probe): Promise<void>
}

/** A fresh subject. Closes the previous one first, so that a driver that needs this fails one check, and not all. */
export async function openFresh(probe: Probe, opening: unknown): Promise<void> {
  await probe.result('close', {})
  await probe.result('open', opening)
}

/** A fresh subject, ready for the harmless action. */
export async function openSample(probe: Probe, role: Role): Promise<void> {
  await openFresh(probe, samples[role].opening)
  await prepare(probe, role)
}

/** The actions before the harmless action. */
export async function prepare(probe: Probe, role: Role): Promise<void> {
  const { before = [] } = samples[role]
  if (before.length > 0) await applied(probe, before)
}

/** Checks that `count` harmless actions in one call have `count` steps, each with its event. */
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

/** The steps of these actions, one per action. */
export async function applied(probe: Probe, actions: readonly unknown[]): Promise<readonly (readonly Event[])[]> {
  const { steps } = await probe.result('apply', { actions })
  if (steps.length !== actions.length) throw new Unexpected(`${steps.length} steps for ${actions.length} actions`)
  return steps
}

/** Checks that the driver is usable after a mistake of the kit: its first role can be opened and used. */
export async function stillUsable(probe: Probe, roles: readonly Role[]): Promise<void> {
  const [role] = roles
  if (role === undefined) throw new NotSeen('the driver offers no role')
  await openSample(probe, role)
  await doHarmless(probe, role)
}
