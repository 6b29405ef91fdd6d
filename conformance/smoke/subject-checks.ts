import type { Event } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import { applied, type Check, type Damage, openFresh } from './check.ts'
import { lateEvent } from './late-events.ts'
import type { Probe } from './probe.ts'
import { sameSteps, told } from './same-steps.ts'
import { type FaultSample, type HandledFault, samples } from './samples.ts'
import { NotSeen, Unexpected } from './unexpected.ts'

type Steps = readonly (readonly Event[])[]
type MakeCheck = (promise: string, breaks: Damage, expected: string, advice: string, run: Check['run']) => Check

/** The checks of what belongs to one subject and one step. */
export function subjects(role: Role, check: MakeCheck): readonly Check[] {
  const { opening, life, together, fault, handled = [] } = samples[role]
  return [
    check(
      'each event is in the step of its action',
      'every case',
      'no event of the model in a later step than that of its action',
      'answer apply only when the subject is quiescent: no participant runs, and no mailbox holds a message',
      async (probe) => {
        const steps = await lived(probe, role)
        const { events } = await probe.result('close', {})
        const late = lateEvent(opening, life, [...steps, events], probe.identity?.edition)
        if (late !== undefined) throw new Unexpected(late)
      },
    ),
    check(
      'the same actions have the same events',
      'the cases of a role',
      'the same steps in two fresh subjects',
      'take clocks, random numbers and counters of the process out of the events, and wait until the subject is quiescent',
      async (probe) => {
        const first = await lived(probe, role)
        insistOnSame(first, await lived(probe, role), 'the first time', 'the second')
      },
    ),
    check(
      'one call or many make no difference to the events',
      'the cases of a role',
      'the same steps with one action per call',
      'let each action run until the subject is quiescent, also in the middle of a call',
      async (probe) => {
        const atOnce = await lived(probe, role)
        await openFresh(probe, opening)
        const oneByOne: (readonly Event[])[] = []
        for (const action of life) oneByOne.push(...(await applied(probe, [action])))
        insistOnSame(atOnce, oneByOne, 'in one call', 'in calls of one action each')
      },
    ),
    check(
      'nothing of a subject is left in the next one',
      'the cases of a role',
      'the same steps after a subject that was not closed',
      'open makes a subject of its own: no task, no message and no number of the one before',
      async (probe) => {
        const clean = await lived(probe, role)
        await openFresh(probe, opening)
        await applied(probe, life.slice(0, -1))
        await probe.result('open', opening)
        insistOnSame(clean, await applied(probe, life), 'in a clean driver', 'after a subject that was not closed')
      },
    ),
    check(
      'actions together have one step with the events of both',
      'the cases of a role',
      'the events of one of the two orders',
      'start all actions of `together`, wait until the subject is quiescent, and put all events into one step',
      async (probe) => {
        const [first, second] = together.actions
        const seen = await endOf(probe, role, [{ kind: 'together', actions: [first, second] }])
        const orders = [await endOf(probe, role, [first, second]), await endOf(probe, role, [second, first])]
        if (orders.some((order) => told(order) === told(seen))) return
        throw new Unexpected(`together they had ${told(seen)}, and one after the other ${told(orders[0] ?? [])}`)
      },
    ),
    ...(handled.length === 0 ? [] : [handling(role, handled, check)]),
    ...(fault === undefined ? [] : faults(role, fault, check)),
  ]

  async function endOf(probe: Probe, role: Role, actions: Parameters<typeof applied>[1]): Promise<readonly Event[]> {
    await openFresh(probe, samples[role].opening)
    await applied(probe, together.before)
    return (await applied(probe, actions)).flat()
  }
}

function faults(role: Role, { before, fail, strike, event, again }: FaultSample, check: MakeCheck): readonly Check[] {
  const { opening } = samples[role]
  const has = (steps: Steps) => steps.flat().some(({ kind }) => kind === event)
  /** An implementation that does not come to the place cannot show whether the fault strikes. */
  const insistOnPlace = async (probe: Probe) => {
    await openFresh(probe, opening)
    await applied(probe, before)
    if (!has(await applied(probe, [strike]))) throw new NotSeen(`the implementation makes no event \`${event}\``)
  }
  return [
    check(
      'a fault strikes once',
      'some cases',
      `no event \`${event}\` of the call that throws, and one of the next call`,
      'forget a fault when it has struck, and report no event of the call that throws',
      async (probe) => {
        await insistOnPlace(probe)
        await openFresh(probe, opening)
        await applied(probe, before)
        const [armed = []] = await applied(probe, [fail])
        if (armed.length > 0) throw new Unexpected(`the fault had an event of its own: ${armed[0]?.kind}`)
        if (has(await applied(probe, [strike]))) {
          throw new Unexpected(`the fault did not strike: there is an event \`${event}\``)
        }
        if (!has(await applied(probe, again))) {
          throw new Unexpected(`there is no event \`${event}\` of the next call, either`)
        }
      },
    ),
    check(
      'a second fault replaces one that has not struck',
      'some cases',
      `no event \`${event}\` of the call that throws, and one of the next call`,
      'keep one fault per place, and not a list of them',
      async (probe) => {
        await insistOnPlace(probe)
        await openFresh(probe, opening)
        await applied(probe, [...before, fail, fail])
        if (has(await applied(probe, [strike]))) throw new Unexpected('no fault struck')
        if (!has(await applied(probe, again))) throw new Unexpected('the first fault struck, too')
      },
    ),
    check(
      'a fault that has not struck is gone with its subject',
      'some cases',
      `an event \`${event}\` of the fresh subject`,
      'keep the faults in the subject, so that open begins without any',
      async (probe) => {
        await insistOnPlace(probe)
        await openFresh(probe, opening)
        await applied(probe, [...before, fail])
        await probe.result('open', opening)
        await applied(probe, before)
        if (!has(await applied(probe, [strike]))) {
          throw new Unexpected(`there is no event \`${event}\`: the fault of the subject before struck`)
        }
      },
    ),
  ]
}

/** An error that leaves the handler of the implementation must not leave the driver, which would show nothing of what it does then. */
function handling(role: Role, faults: readonly HandledFault[], check: MakeCheck): Check {
  const { opening } = samples[role]
  return check(
    'an error that the kit injects is no error reply',
    'some cases',
    'a reply with the events of the step',
    'catch an error that leaves your implementation where the driver calls it, and reply with the events that there are',
    async (probe) => {
      let reached = 0
      for (const { before, fail, strike, event } of faults) {
        try {
          await openFresh(probe, opening)
          await applied(probe, before)
          const steps = await applied(probe, [strike])
          if (!steps.flat().some(({ kind }) => kind === event)) continue
          await openFresh(probe, opening)
          await applied(probe, [...before, fail])
        } catch (error) {
          if (error instanceof NotSeen) continue
          throw error
        }
        reached++
        await applied(probe, [strike])
      }
      if (reached === 0) throw new NotSeen('the implementation comes to no place at which the kit makes a call throw')
    },
  )
}

/** The steps of the short case of the role, in a fresh subject. */
export async function lived(probe: Probe, role: Role): Promise<Steps> {
  await openFresh(probe, samples[role].opening)
  return await applied(probe, samples[role].life)
}

/** @throws Unexpected at the first difference; the last two words say when each was seen. */
export function insistOnSame(first: Steps, second: Steps, when: string, then: string): void {
  const difference = sameSteps(first, second, when, then)
  if (difference !== undefined) throw new Unexpected(difference)
}

/** The events do not depend on the process: its number, its start, a seed. */
export function inNewProcess(offers: readonly Role[]): Check {
  return {
    check: 'a new process of the driver has the same events',
    expected: 'the same steps in two processes',
    breaks: 'some cases',
    advice: 'take clocks, random numbers and numbers of the process out of the events',
    needs: 'session',
    async run(probe) {
      const livedAll = async () => {
        const lives: Steps[] = []
        for (const role of offers) lives.push(await lived(probe, role))
        return lives
      }
      const first = await livedAll()
      await probe.kill()
      await probe.startSession()
      for (const [at, steps] of (await livedAll()).entries()) {
        const difference = sameSteps(first[at] ?? [], steps, 'in one process', 'in the next')
        if (difference !== undefined) throw new Unexpected(`role ${offers[at]}: ${difference}`)
      }
    },
  }
}
