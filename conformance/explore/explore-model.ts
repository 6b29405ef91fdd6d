import { deviationsOf, type EditionName } from '../../src/reference/editions.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import type { Bounds } from '../schedules/bounds.ts'
import { spaceOf } from '../schedules/spaces.ts'
import type { Model } from '../schedules/walk.ts'
import { type Exploration, searchBreadthFirst } from './breadth-first.ts'
import { coordinatorNumbering } from './coordinator-numbering.ts'
import type { Numbering } from './numbering.ts'
import { textNumbering } from './text-numbering.ts'

export interface ModelExploration {
  readonly bounds: Bounds
  readonly edition: EditionName
  /** Whether situations that differ in the partitions' names only are one, where the role's key can tell. */
  readonly symmetric: boolean
  readonly model?: Model
  onProgress?(states: number, edges: number): void
  readonly signal?: AbortSignal
}

/** Searches all that the bounds allow on the model; `symmetric` says whether partitions were told apart. */
export function exploreModel(exploration: ModelExploration): Exploration & { readonly symmetric: boolean } {
  const { bounds, edition, symmetric, ...others } = exploration
  const numbering = numberingFor(bounds, symmetric)
  const found = searchBreadthFirst({
    ...others,
    space: spaceOf(bounds),
    properties: propertiesOf(bounds.role),
    numbering,
    deviations: deviationsOf(edition),
  })
  return { ...found, symmetric: numbering.symmetric }
}

function numberingFor(bounds: Bounds, symmetric: boolean): Numbering {
  const packed = bounds.role === 'coordinator' ? coordinatorNumbering(bounds, symmetric) : undefined
  // A numbering is handed the situations of its own space only.
  return (packed as Numbering | undefined) ?? textNumbering()
}
