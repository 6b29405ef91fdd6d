import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { audited, beginAudit, type RowAudit } from '../audit/row-audit.ts'
import type { SinkKind } from '../audit/sinks.ts'
import { inContract } from './in-contract.ts'
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
