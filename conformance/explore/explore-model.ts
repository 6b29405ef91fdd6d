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
  /** Whether situations that differ only in the names of partitions count as one, if the role's key supports it. */
  readonly symmetric: boolean
  readonly model?: Model
  onProgress?(progress: SearchProgress): void
  /** Called if memory runs short: the search then stops with the result so far. */
  onShortage?(): void
  /** Stops the search with the result so far. */
  readonly signal?: AbortSignal
}

/** Searches the whole state space of the bounds on the model. */
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
    // A signal can only arrive while the search yields the thread.
    await setImmediate()
    step = steps.next(signal?.aborted === true ? 'stop' : undefined)
  }
  return step.value
}

/** Whether so little memory is left that the process would soon run out of it. */
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
