import { errorCodes } from '../../src/contract/protocol.ts'
import { type Role, roles } from '../../src/contract/roles.ts'
import { applied, type Check, doHarmless, openFresh, openSample, prepare, stillUsable } from './check.ts'
import { sameSteps } from './same-steps.ts'
import { samples } from './samples.ts'
import { NotSeen, Unexpected } from './unexpected.ts'

const { invalidParams, notSupported } = errorCodes

/** The checks of a role that the driver claims. */
export function offered(role: Role): readonly Check[] {
  const { opening, harmless, tells, life, foreign, mistyped } = samples[role]
  const check = (promise: string, expected: string, run: Check['run']): Check => {
    return { check: `${role}: ${promise}`, expected, needs: 'session', run }
  }
  /** A mistake in `apply` leaves the subject as it was. */
  const mistake = (what: string, params: unknown): Check =>
    check(`${what} is refused`, `error ${invalidParams}, and the subject is as before`, async (probe) => {
      await openSample(probe, role)
      await probe.refusal('apply', params, invalidParams)
      await doHarmless(probe, role)
    })

  return [
    check('can be opened, used and closed', `one step, with an event \`${tells}\``, async (probe) => {
      try {
        await openSample(probe, role)
        await doHarmless(probe, role)
      } catch (error) {
        // A claimed role must exist.
        throw error instanceof NotSeen ? new Unexpected(error.message) : error
      }
      await probe.result('close', {})
    }),
    check('can be opened again without close', `an event \`${tells}\` of the fresh subject`, async (probe) => {
      await openSample(probe, role)
      await probe.result('open', opening)
      await prepare(probe, role)
      await doHarmless(probe, role)
    }),
    check('no actions have no steps', 'an empty list of steps', async (probe) => {
      await openSample(probe, role)
      await applied(probe, [])
    }),
    check('several actions in one call have a step each', 'three steps for three actions', async (probe) => {
      await openSample(probe, role)
      await doHarmless(probe, role, 3)
    }),
    check('actions together have one step', 'one step for two actions in `together`', async (probe) => {
      await openSample(probe, role)
      await applied(probe, [{ kind: 'together', actions: [harmless, harmless] }])
    }),
    check('the same actions have the same events', 'the same steps in two fresh subjects', async (probe) => {
      const lives = []
      for (let time = 0; time < 2; time++) {
        await openFresh(probe, opening)
        lives.push(await applied(probe, life))
      }
      const difference = sameSteps(lives[0] ?? [], lives[1] ?? [])
      if (difference !== undefined) throw new Unexpected(difference)
    }),
    check('can be closed in the middle of its life', 'a fresh subject afterwards', async (probe) => {
      await openFresh(probe, opening)
      await applied(probe, life.slice(0, 2))
      await openSample(probe, role)
      await doHarmless(probe, role)
    }),
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
