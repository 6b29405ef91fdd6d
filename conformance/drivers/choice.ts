import type { Master } from '../../src/adapters/spark/master.ts'
import type { SparkSource } from '../../src/adapters/spark/prepare.ts'

/** The implementation to test: the model, a release of Spark or an installed Spark, or a program of the user. Plain data. */
export type DriverChoice =
  | { readonly kind: 'reference' }
  | { readonly kind: 'spark'; readonly source: SparkSource; readonly master: Master }
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly string[] }

/** What a report says of its driver: a choice that `cwc` can make again, or an object that a program gave to `runSuite`. */
export type ReportedChoice = DriverChoice | { readonly kind: 'in-process' }
