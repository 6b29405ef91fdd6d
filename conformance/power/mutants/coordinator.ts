import type { Mutant } from '../mutant.ts'

export const coordinatorMutants: readonly Mutant[] = [
  {
    name: 'commits an epoch before all readers have reported it',
    file: 'coordinator.ts',
    find: 'if (progress.commits.size !== state.writers || progress.offsets.size !== state.readers) return',
    replace: 'if (progress.commits.size !== state.writers) return',
    breaks: ['EC-30'],
  },
]
