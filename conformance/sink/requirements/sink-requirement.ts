import type { Finding } from './finding.ts'
import type { SinkCase } from './sink-case.ts'

/** A type of Spark's API of sinks, whose Javadoc says it. */
export type ApiFile =
  | 'StreamingWrite'
  | 'DataWriter'
  | 'StreamingDataWriterFactory'
  | 'WriterCommitMessage'
  | 'Write'
  | 'WriteBuilder'
  | 'PhysicalWriteInfo'
  | 'LogicalWriteInfo'

/** The releases in whose Javadoc each requirement was read. */
export const readIn = ['3.0.3', '3.5.8', '4.2.0'] as const

/** One thing that Spark's Javadoc of `org.apache.spark.sql.connector.write` asks of a sink, or of Spark. */
export interface SinkRequirement {
  /** Never used again, not even after the requirement is removed. */
  readonly id: `SK-${number}`
  readonly owedBy: 'sink' | 'spark'
  /** In the strength that the Javadoc gives it. `may` is only counted: it is never violated. */
  readonly level: 'must' | 'should' | 'may'
  /** The place of the Javadoc: a method, or the type itself. */
  readonly source: { readonly file: ApiFile; readonly method?: string }
  /** The first release line that says it. All later ones do. */
  readonly since: '3.0' | '3.5'
  /** The required behaviour, in our own words. */
  readonly says: string
  /** Why it matters, in one line. */
  readonly intent: string
  /** Each occasion in a case, and whether it was kept. Pure. */
  readonly judge: (seen: SinkCase) => Iterable<Finding>
}
