import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { Plain, QueryAction } from '../../src/contract/actions.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { audited, beginAudit, type RowAudit } from '../audit/row-audit.ts'
import type { SinkKind } from '../audit/sinks.ts'
import type { SinkAction } from './schedule.ts'
import { openingOf, type SinkDriver } from './sink-driver.ts'

/** The model of an edition, writing to a sink of this kind: what the audit foretells for a schedule. */
export function modelSink(edition: EditionName, kind: SinkKind): SinkDriver {
  const driver = referenceDriver(edition)
  let audit: RowAudit = beginAudit(1)
  return {
    async open(schedule) {
      audit = beginAudit(schedule.partitions ?? 1)
      await driver.open(openingOf(schedule))
    },
    async act(action) {
      const [events = []] = await driver.apply([inContract(action)])
      audit = events.reduce((before, event) => audited(before, event, kind), audit)
      return events
    },
    // The model has no calls that fail, nor threads.
    calls: async () => [],
    rows: async () => audit.sink.flatMap(({ rows }) => rows),
    close: async () => void (await driver.close()),
  }
}

/** The contract's own fault in place of one of the sink, as far as it leaves the same: the task fails, or the coordinator's message does. */
function inContract(action: SinkAction): Plain<QueryAction> {
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
    case 'abort':
      return { kind: 'fail', at, partition, error }
    case 'commit.after':
      return { kind: 'fail', at: 'send', of: 'CommitPartitionEpoch', partition, error }
  }
}
