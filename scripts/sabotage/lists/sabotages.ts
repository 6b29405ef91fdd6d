import type { Sabotage } from '../sabotage.ts'
import { knownFailureSabotages } from './known-failures.ts'

/** All sabotages of the kit. */
export const sabotages: readonly Sabotage[] = [...knownFailureSabotages]
