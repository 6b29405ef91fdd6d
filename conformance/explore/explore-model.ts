import { setImmediate } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import type { Role } from '../../src/contract/roles.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import type { Model } from '../../src/reference/model.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { type Exploration, type SearchProgress, searchInSteps } from './breadth-first.ts'
import { coordinatorNumbering } from './coordinator-numbering.ts'
import type { Numbering } from './numbering.ts'
import { textNumbering } from './text-numbering.ts'

export interface ModelExploration {
  readonly bounds: Bounds
  /** The deviations that the model follows. */
  readonly deviations: Deviations
  /** Whether situations that differ in the partitions' names only are one, where the role's key can tell. */
  readonly symmetric: boolean
  readonly model?: Model
  onProgress?(progress: SearchProgress): void
  /** Told if there is not memory enough: then the search ends where it is, with what it has found. */
  onShortage?(): void
  /** Ends the search where it is. */
  readonly signal?: AbortSignal
}

/** Searches all that the bounds allow on the model. */
export async function exploreModel(exploration: ModelExploration): Promise<Exploration> {
  const { bounds, deviations, symmetric, model, signal } = exploration
  const numbering = numberingFor(bounds, symmetric)
  const steps = searchInSteps({
    space: stateSpaceOf(bounds),
    properties: propertiesOf(bounds.role, deviations),
    numbering,
    deviations,
    ...(model === undefined ? {} : { model }),
  })
  let step = steps.next()
  while (step.done !== true) {
    exploration.onProgress?.(step.value)
    if (isMemoryShort()) {
      exploration.onShortage?.()
      step = steps.next('stop')
      continue
    }
    // Only where the search lets go of the thread can a signal come.
    await setImmediate()
    step = steps.next(signal?.aborted === true ? 'stop' : undefined)
  }
  return step.value
}

/** Whether so little memory is left that going on would end the process. */
function isMemoryShort(): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
  return used > limit * 0.85
}

const numberings: { readonly [R in Role]: (bounds: Bounds<R>, symmetric: boolean) => Numbering } = {
  planner: textNumbering,
  operator: textNumbering,
  task: textNumbering,
  coordinator: (bounds, symmetric) => coordinatorNumbering(bounds, symmetric) ?? textNumbering(),
  query: textNumbering,
}

function numberingFor<R extends Role>(bounds: Bounds<R>, symmetric: boolean): Numbering {
  return numberings[bounds.role](bounds, symmetric)
}
