import type { Plain, QueryAction } from '../../../src/contract/actions.ts'
import type { ActionOnQuery, LogCleaning } from './schedule.ts'

/**
 * The contract's own fault in place of one of the sink, as far as it leaves the same: the task fails, or the coordinator's message does.
 * Undefined where the contract has no such place.
 */
export function inContract(action: Exclude<ActionOnQuery, LogCleaning>): Plain<QueryAction> | undefined {
  if (action.kind !== 'sink-fails') return action
  const { at, error, partition = 0 } = action
  switch (at) {
    case 'create-writer-factory':
    case 'create-writer-factory.after':
      return { kind: 'fail', at: 'create-writer-factory', error }
    case 'writer.commit':
      return { kind: 'fail', at, error }
    case 'writer.commit.midway':
      return { kind: 'fail', at: 'writer.commit', error }
    case 'writer.commit.after':
      return { kind: 'fail', at: 'query.commit', error }
    case 'create-writer':
    case 'create-writer.after':
      return { kind: 'fail', at: 'create-writer', partition, error }
    case 'write':
    case 'write.after':
      return { kind: 'fail', at: 'write', partition, error }
    case 'commit':
      return { kind: 'fail', at, partition, error }
    case 'commit.after':
      return { kind: 'fail', at: 'send', of: 'CommitPartitionEpoch', partition, error }
    case 'abort':
    case 'abort.after':
      return { kind: 'fail', at: 'abort', partition, error }
    case 'close':
    case 'close.after':
      return undefined
  }
}
