import type { Event } from '../../../src/contract/events.ts'
import { type State, step } from '../../../src/reference/model.ts'
import { NotEnabled } from '../../../src/reference/not-enabled.ts'
import { isRunning } from '../../../src/reference/query/state.ts'
import { cleaned } from '../../audit/clean-log.ts'
import { inContract } from '../schedules/in-contract.ts'
import { type ActionOnQuery, injected } from '../schedules/schedule.ts'

/** The model of a query that writes to a user's sink. */
export type SinkState = State<'query'> & {
  /** The partitions whose writer will fail at its close: the contract has no such fault. */
  readonly failingClose?: ReadonlySet<number>
}

interface SinkStepDone {
  readonly state: SinkState
  readonly events: readonly Event[]
}

/** An action on the model of a query that writes to a user's sink. @throws NotEnabled if it makes no sense now */
export function stepOnModel({ failingClose = new Set(), ...query }: SinkState, action: ActionOnQuery): SinkStepDone {
  if (action.kind === 'clean-log') {
    if (isRunning(query)) throw new NotEnabled('the query is running')
    return { state: { ...cleaned(query), failingClose }, events: [] }
  }
  const plain = inContract(action)
  if (plain !== undefined) return closing(step(query, plain), failingClose)
  const { partition = 0 } = 'partition' in action ? action : {}
  return { state: { ...query, failingClose: new Set([...failingClose, partition]) }, events: [] }
}

/**
 * The task of a writer whose close fails ends behind its commit and its message. On the model it fails in the next epoch, of which it
 * has written nothing. A task that ends anyway ends as it would.
 */
function closing(done: SinkStepDone, failingClose: ReadonlySet<number>): SinkStepDone {
  const closed = new Set(
    done.events.flatMap((event) =>
      event.kind === 'writer-closed' && failingClose.has(event.partition) ? [event.partition] : [],
    ),
  )
  let here = done
  for (const partition of closed) {
    if (!here.state.tasks.running.has(partition)) continue
    const failed = step(here.state, { kind: 'fail', at: 'upstream', partition, error: injected })
    here = { state: failed.state, events: [...here.events, ...failed.events] }
  }
  return {
    ...here,
    state: { ...here.state, failingClose: new Set([...failingClose].filter((each) => !closed.has(each))) },
  }
}
