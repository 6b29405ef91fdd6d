import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Fault } from '../state-space/faults.ts'

/** What may happen to a query besides its being stopped and executed again. */
export interface Circumstance {
  readonly name: string
  readonly faults: readonly Fault[]
  /** Which of the moves of these faults belong to it. */
  readonly is?: (action: Plain<Action>) => boolean
}

const throwing = (name: string, ...places: readonly string[]): Circumstance => ({
  name,
  faults: ['throw'],
  is: (action) => action.kind === 'fail' && places.includes(action.at),
})

/** One thing at a time, so that an answer tells what it is that loses a row. */
export const circumstances: readonly Circumstance[] = [
  { name: 'nothing but stops and restarts', faults: [] },
  { name: 'a message comes twice', faults: ['duplicate'] },
  { name: 'a message is overtaken by the next of its sender', faults: ['late'] },
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
