import type { Action } from '../../src/contract/actions.ts'
import { maxDepth, maxLineBytes } from '../../src/contract/protocol.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Plan } from '../../src/contract/values.ts'
import { applied, type Check, openFresh, prepare } from './check.ts'
import type { Probe } from './probe.ts'
import { samples } from './samples.ts'
import { Lost, NotSeen, Unexpected } from './unexpected.ts'

/** The sizes at which readers give up: a buffer of 64 KiB, one of 1 MiB, and the limit of the protocol. */
const sizes = [
  { name: '64 KiB and 1 byte', bytes: 2 ** 16 + 1 },
  { name: '1 MiB and 1 byte', bytes: 2 ** 20 + 1 },
  { name: '16 MiB', bytes: maxLineBytes },
] as const

/** The longest and the deepest lines of the protocol are answered. */
export function lines(offers: readonly Role[]): readonly Check[] {
  return [
    {
      check: 'a line of 16 MiB is answered',
      expected: 'one step',
      breaks: 'some cases',
      advice: 'read lines of up to 16 MiB: many readers stop earlier (bufio.Scanner of Go at 64 KiB)',
      needs: 'session',
      async run(probe) {
        const [role] = offers
        if (role === undefined) throw new NotSeen('the driver offers no role')
        for (const size of sizes) await longLine(probe, role, size)
      },
    },
    {
      check: `a line ${maxDepth} levels deep is answered`,
      expected: 'one step, with an event `planned`',
      breaks: 'some cases',
      advice: `read lists and objects that are nested up to ${maxDepth} levels deep`,
      needs: 'session',
      async run(probe) {
        if (!offers.includes('planner')) throw new NotSeen('only the role planner can be asked such a thing')
        await openFresh(probe, samples.planner.opening)
        // The answer is one level deeper than the call around the same plan.
        const [events] = await applied(probe, [{ kind: 'plan', plan: deepPlan(Math.floor((maxDepth - 5) / 2)) }])
        if (events?.some(({ kind }) => kind === 'planned') !== true) throw new Unexpected('there is no event `planned`')
      },
    },
  ]
}

async function longLine(probe: Probe, role: Role, { name, bytes }: (typeof sizes)[number]): Promise<void> {
  await openFresh(probe, samples[role].opening)
  await prepare(probe, role)
  try {
    await probe.resultOfSize('apply', (padding) => ({ actions: [long(role, padding)] }), bytes)
  } catch (error) {
    const why = `a line of ${name} was not answered: ${error instanceof Error ? error.message : String(error)}`
    if (error instanceof Lost) throw new Lost(why)
    throw error instanceof Unexpected ? new Unexpected(why) : error
  }
}

/** An action with this text in it, if the role has one whose events do not repeat it. */
function long(role: Role, text: string): Action {
  switch (role) {
    case 'planner':
      // It has no free text: the line is made longer by spaces.
      return { kind: 'plan', plan: { name: 'LocalRelation', children: [] } }
    case 'operator':
      return { kind: 'fail', at: 'child', error: { type: 'IOException', message: text } }
    case 'task':
    case 'query':
      return { kind: 'fail', partition: 0, at: 'write', error: { type: 'IOException', message: text } }
    case 'coordinator':
      return { kind: 'send', message: { type: 'ReportPartitionOffset', partitionId: 0, epoch: 0, offset: text } }
  }
}

function deepPlan(depth: number): Plan {
  let plan: Plan = { name: 'LocalRelation', children: [] }
  for (let level = 1; level < depth; level++) plan = { name: 'Project', children: [plan] }
  return plan
}
