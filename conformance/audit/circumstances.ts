import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Fault } from '../state-space/faults.ts'

/** A kind of fault that strikes a query besides stops and restarts. */
export interface Circumstance {
  readonly name: string
  readonly faults: readonly Fault[]
  /** Which moves of these faults belong to the circumstance; all if it is left out. */
  readonly is?: (action: Plain<Action>) => boolean
}

const throwing = (name: string, ...places: readonly string[]): Circumstance => ({
  name,
  faults: ['throw'],
  is: (action) => action.kind === 'fail' && places.includes(action.at),
})

/** One kind of fault at a time, so that a result shows which one loses a row. */
export const circumstances: readonly Circumstance[] = [
  { name: 'nothing but stops and restarts', faults: [] },
  { name: 'a message arrives twice', faults: ['duplicate'] },
  { name: 'a message arrives after the next one of its sender', faults: ['late'] },
  { name: 'the coordinator dies', faults: ['coordinator'] },
  {
    name: 'a task is killed, or its executor dies',
    faults: ['interrupt'],
    is: (action) => action.kind === 'interrupt' && 'partition' in action,
  },
  {
    name: "the query's thread is interrupted",
    faults: ['interrupt'],
    is: (action) => action.kind === 'interrupt' && !('partition' in action),
  },
  { name: 'a task decides to finish', faults: ['complete'] },
  throwing('the source, or a write, throws in a task', 'upstream', 'write', 'create-writer'),
  throwing("a writer's commit throws", 'commit'),
  throwing('a task dies between its commit and its message', 'send'),
  throwing("the sink's commit of an epoch throws", 'writer.commit'),
  throwing('the log of offsets cannot be written', 'query.add-offset'),
  throwing('the log of commits cannot be written', 'query.commit'),
]
