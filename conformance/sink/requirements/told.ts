import type { SinkMode } from '../file/modes.ts'
import { sinkErratumOf } from './errata.ts'
import type { JudgedInAll } from './judge-requirements.ts'

/** A requirement and its verdict as `cwc sink --json` has them; of an erratum of Spark, what Spark does instead. */
export const toldRequirement =
  (mode: SinkMode) =>
  ({ requirement, verdict }: JudgedInAll) => {
    const { judge: _, ...said } = requirement
    const erratum = verdict.kind === 'violated' ? sinkErratumOf(said.id, mode) : undefined
    return { ...said, verdict, ...(erratum === undefined ? {} : { erratum: erratum.does }) }
  }
