import type { LogRecord } from '../production-logs/observations/record.ts'

/** A record of a log that is not yet in a layout. */
export interface PrintedRecord extends Pick<LogRecord, 'message' | 'context' | 'behind'> {
  /** Whose log has it, where driver and executors have logs of their own. */
  readonly by: 'driver' | `executor-${number}`
  readonly level: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'
  /** The whole name. */
  readonly logger: string
  readonly thread: string
}
