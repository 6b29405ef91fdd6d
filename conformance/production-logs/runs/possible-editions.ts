import { type EditionName, editionNames, sparkEditions } from '../../../src/reference/editions.ts'
import type { Observation } from '../observations/observation.ts'

/** The editions of which logs may be that do not say their release: verdicts on which all of them agree need no release. */
export interface PossibleEditions {
  readonly see: (observed: Observation) => void
  /** `release`: a release that no edition is of, as far as is known. It may do what no other release does. */
  readonly possible: (release: string | undefined) => readonly EditionName[]
}

const oldest: readonly EditionName[] = ['spark-2.4']
const newer = sparkEditions.filter((edition) => !oldest.includes(edition))

export function createPossibleEditions(): PossibleEditions {
  const seen = new Set<'oldest' | 'newer'>()
  return {
    see(observed) {
      if (observed.kind !== 'writing-started') return
      seen.add(observed.text.startsWith('Start processing data source writer:') ? 'oldest' : 'newer')
    },
    possible(release) {
      if (release !== undefined) return editionNames
      // Both: the logs are of two applications.
      if (seen.size !== 1) return sparkEditions
      return seen.has('oldest') ? oldest : newer
    },
  }
}
