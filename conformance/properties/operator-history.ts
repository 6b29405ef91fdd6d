import type { Event } from '../../src/contract/events.ts'

/** The observed history of an operator: the number of ended executions, and the events so far of the current one. */
export interface OperatorHistory {
  readonly ended: number
  readonly factories: number
  readonly children: number
  /** How often SetWriterPartitions was asked. */
  readonly asked: number
  readonly jobs: number
  /** The partitions of the started tasks, in ascending order. */
  readonly tasks: readonly number[]
}

/** The history before the first event. */
export const nothing: OperatorHistory = { ended: 0, factories: 0, children: 0, asked: 0, jobs: 0, tasks: [] }

/** The history with one more event. The end of an execution resets its part. */
export function seen(history: OperatorHistory, event: Event): OperatorHistory {
  switch (event.kind) {
    case 'writer-factory-created':
      return { ...history, factories: history.factories + 1 }
    case 'child-executed':
      return { ...history, children: history.children + 1 }
    case 'asked':
      return event.message.type === 'SetWriterPartitions' ? { ...history, asked: history.asked + 1 } : history
    case 'job-submitted':
      return { ...history, jobs: history.jobs + 1 }
    case 'task-started':
      return { ...history, tasks: [...history.tasks, event.partition].sort((one, other) => one - other) }
    case 'returned':
    case 'threw':
      return { ...nothing, ended: history.ended + 1 }
    default:
      return history
  }
}
