import { errorCodes } from '../../src/contract/protocol.ts'
import { type Role, roles } from '../../src/contract/roles.ts'
import { applied, type Check, type Damage, doHarmless, openFresh, openSample, prepare, stillUsable } from './check.ts'
import { samples } from './samples.ts'
import { insistOnSame, lived, subjects } from './subject-checks.ts'
import { NotSeen, Unexpected } from './unexpected.ts'

const { invalidParams, notSupported } = errorCodes

/** The check without which no other check of a role can be made. */
export const usable = 'can be opened, used and closed'

/** The checks of a role that the driver claims. */
export function offered(role: Role): readonly Check[] {
  const { opening, tells, life, held, senseless, foreign, mistyped } = samples[role]
  const check = (promise: string, breaks: Damage, expected: string, advice: string, run: Check['run']): Check => {
    return { check: `${role}: ${promise}`, breaks, expected, advice, needs: 'session', run }
  }
  /** A mistake in `apply` leaves the subject as it was. */
  const mistake = (what: string, params: unknown): Check =>
    check(
      `${what} is refused`,
      'some cases',
      `error ${invalidParams}, and the subject is as before`,
      `check the params before any action, and refuse bad ones with ${invalidParams}`,
      async (probe) => {
        await openSample(probe, role)
        await probe.refusal('apply', params, invalidParams)
        await doHarmless(probe, role)
      },
    )

  return [
    check(
      usable,
      'the cases of a role',
      `one step, with an event \`${tells}\``,
      'take the role out of `roles`, or serve it: each step has the events of its action',
      async (probe) => {
        try {
          await openSample(probe, role)
          await doHarmless(probe, role)
        } catch (error) {
          // A claimed role must exist.
          throw error instanceof NotSeen ? new Unexpected(error.message) : error
        }
        await probe.result('close', {})
      },
    ),
    check(
      'can be opened again without close',
      'the cases of a role',
      `an event \`${tells}\` of the fresh subject`,
      'open ends the subject before it, in any state, and makes a fresh one',
      async (probe) => {
        await openSample(probe, role)
        await probe.result('open', opening)
        await prepare(probe, role)
        await doHarmless(probe, role)
      },
    ),
    check(
      'no actions have no steps',
      'some cases',
      'an empty list of steps',
      'make one step per action',
      async (probe) => {
        await openSample(probe, role)
        await applied(probe, [])
      },
    ),
    check(
      'several actions in one call have a step each',
      'the cases of a role',
      '300 steps for 300 actions',
      'make one step per action, with the events of this action',
      async (probe) => {
        await openSample(probe, role)
        await doHarmless(probe, role, 300)
      },
    ),
    check(
      'can be closed in the middle of its life',
      'the cases of a role',
      'a fresh subject afterwards',
      'close ends the subject in any state: wake and end what waits for the kit',
      async (probe) => {
        await openFresh(probe, opening)
        await applied(probe, life.slice(0, 2))
        if (held !== undefined) {
          await openFresh(probe, held.opening)
          await applied(probe, held.actions)
        }
        await openSample(probe, role)
        await doHarmless(probe, role)
      },
    ),
    ...subjects(role, check),
    check(
      'a call with a bad action does none of its actions',
      'some cases',
      `error ${invalidParams}, and the subject is as before`,
      'check all actions of a call before the first one',
      async (probe) => {
        const clean = await lived(probe, role)
        await openFresh(probe, opening)
        await probe.refusal('apply', { actions: [...life.slice(0, 2), { kind: 'no-such-action' }] }, invalidParams)
        insistOnSame(clean, await applied(probe, life), 'in a fresh subject', 'after the refusal')
      },
    ),
    ...(senseless === undefined
      ? []
      : [
          check(
            'an action that makes no sense now is refused',
            'some cases',
            `error ${invalidParams}, and the driver goes on`,
            `refuse an action that the subject cannot do now with ${invalidParams}`,
            async (probe) => {
              await openFresh(probe, opening)
              await probe.refusal('apply', { actions: [senseless] }, invalidParams)
              await openSample(probe, role)
              await doHarmless(probe, role)
            },
          ),
        ]),
    mistake('an action that there is not', { actions: [{ kind: 'no-such-action' }] }),
    mistake('an action of another role', { actions: [foreign] }),
    mistake('a field of a wrong type', { actions: [mistyped] }),
    mistake('apply without actions', {}),
  ]
}

/** The checks of roles that the driver does not claim, and of unknown roles. */
export function notOffered(offers: readonly Role[]): readonly Check[] {
  const refused = (promise: string, params: unknown, code: number): Check => ({
    check: promise,
    expected: `error ${code}${code === notSupported ? ' with the reason' : ''}, and the driver goes on`,
    breaks: 'some cases',
    advice:
      code === notSupported
        ? 'refuse open with 1 and the reason for a role that the driver does not offer'
        : `check the params of open, and refuse bad ones with ${code}`,
    needs: 'session',
    async run(probe) {
      await probe.result('close', {})
      await probe.refusal('open', params, code)
      await stillUsable(probe, offers)
    },
  })
  const others = roles.filter((role) => !offers.includes(role))
  return [
    ...others.map((role) => refused(`${role}: is not offered, and says so`, samples[role].opening, notSupported)),
    refused('a role that there is not is refused', { role: 'no-such-role', setup: {} }, invalidParams),
    ...offers.flatMap((role) => [
      refused(`${role}: open without a setup is refused`, { role }, invalidParams),
      refused(`${role}: a setup of a wrong type is refused`, { role, setup: 'none' }, invalidParams),
    ]),
  ]
}
