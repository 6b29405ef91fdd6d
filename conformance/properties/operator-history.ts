import type { Event } from '../../src/contract/events.ts'

/** What was seen of an operator: how many executions are over, and what the one that is under way has done so far. */
export interface OperatorHistory {
  readonly ended: number
  readonly factories: number
  readonly children: number
  /** How often SetWriterPartitions was asked. */
  readonly asked: number
  readonly jobs: number
  /** The partitions of the tasks that were started, in their order. */
  readonly tasks: readonly number[]
}

/** Of an operator that has not done anything. */
export const nothing: OperatorHistory = { ended: 0, factories: 0, children: 0, asked: 0, jobs: 0, tasks: [] }

/** The history with one more event. What ends an execution leaves nothing of it. */
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
