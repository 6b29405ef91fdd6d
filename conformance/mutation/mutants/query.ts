import type { Mutant } from '../mutant.ts'
import { queryDeliveryMutants } from './query-delivery.ts'
import { queryEndMutants } from './query-ends.ts'
import { queryEpochMutants } from './query-epochs.ts'
import { queryLogMutants } from './query-logs.ts'
import { queryStartMutants } from './query-start.ts'

/** Faulty queries, by what goes wrong: the start of a run, its epochs, its messages, its end, and its logs. */
export const queryMutants: readonly Mutant[] = [
  ...queryStartMutants,
  ...queryEpochMutants,
  ...queryDeliveryMutants,
  ...queryEndMutants,
  ...queryLogMutants,
]
