import type { Driver } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { prepareSpark } from '../../src/adapters/spark/prepare.ts'
import { processDriver } from '../../src/adapters/stdio/process-driver.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { DriverChoice } from './choice.ts'

export interface DriverOptions {
  /** The edition of the model. Other drivers claim their own. */
  readonly edition: EditionName | undefined
  /** The time limit of one call. */
  readonly timeoutSeconds: number
  readonly signal: AbortSignal
  onProgress(line: string): void
}

/**
 * Makes the chosen driver. Builds the driver of Spark first if necessary.
 *
 * @throws SparkUnavailable if Spark cannot be built or started here
 */
export async function makeDriver(choice: DriverChoice, options: DriverOptions): Promise<Driver> {
  const { edition, timeoutSeconds, signal, onProgress } = options
  switch (choice.kind) {
    case 'reference':
      return referenceDriver(edition ?? 'document')
    case 'command':
      return processDriver({ command: choice.command, args: choice.args, timeoutSeconds, signal })
    case 'spark': {
      const launch = await prepareSpark(choice.source, { master: choice.master, onProgress, signal })
      return processDriver({ ...launch, timeoutSeconds, signal })
    }
  }
}

/** How often a failing case is run again to shrink it: less often on Spark, where a case takes long. */
export function shrinkingTries({ kind }: DriverChoice): number {
  return kind === 'spark' ? 1_000 : 10_000
}
