import type { Event } from '../../src/contract/events.ts'
import type { Plan } from '../../src/contract/values.ts'
import { errorWithCauses, list } from './words.ts'

/** The event in the words of the features. */
export function describeEvent(event: Event): string {
  switch (event.kind) {
    case 'answered':
      return event.value === null
        ? `the coordinator acknowledges ${event.message}`
        : `the coordinator answers ${event.value}`
    case 'epoch-committed':
      return `the sink commits epoch ${event.epoch} with ${list(event.messages)}`
    case 'offset-added':
      return `the query adds the offsets of epoch ${event.epoch}: ${list(event.offsets)}`
    case 'query-committed':
      return `the query commits epoch ${event.epoch}`
    case 'query-stopped':
      return event.error === null ? 'the query stops' : `the query stops with ${errorWithCauses(event.error)}`
    case 'described':
      return event.actor === 'operator'
        ? `the operator describes itself with the output columns ${list(event.output)} and ${event.children} children`
        : `the write RDD describes itself with ${event.partitions} partitions and ${event.partitioner === null ? 'no partitioner' : `the partitioner ${JSON.stringify(event.partitioner)}`}`
    case 'writer-factory-created':
      return 'the operator makes the writer factory'
    case 'child-executed':
      return 'the operator executes its child'
    case 'coordinator-looked-up':
      return event.id === null
        ? 'the operator looks up the coordinator with no id'
        : `the operator looks up the coordinator ${JSON.stringify(event.id)}`
    case 'asked':
      return event.message.type === 'SetWriterPartitions'
        ? `the ${event.actor} asks SetWriterPartitions for ${event.message.numPartitions} partitions`
        : `the ${event.actor} asks ${event.message.type}`
    case 'job-submitted':
      return `the operator submits a job of ${event.partitions} tasks`
    case 'returned':
      return `the operator returns ${event.partitions} partitions`
    case 'threw':
      return `the ${event.actor} throws ${errorWithCauses(event.error)}`
    case 'task-started':
      return `task ${event.partition} starts`
    case 'upstream-computed':
      return `task ${event.partition} computes its upstream in ${event.epoch === null ? 'no epoch' : `epoch ${event.epoch}`}`
    case 'writer-created':
      return `task ${event.partition} makes the writer of epoch ${event.epoch} as task attempt ${event.taskId}`
    case 'row-written':
      return `task ${event.partition} writes ${JSON.stringify(event.value)} in epoch ${event.epoch}`
    case 'partition-committed':
      return `task ${event.partition} commits epoch ${event.epoch} as ${JSON.stringify(event.message)}`
    case 'sent': {
      const { message, actor } = event
      const who = `task ${actor.slice('task-'.length)}`
      return message.type === 'CommitPartitionEpoch'
        ? `${who} sends its commit of epoch ${message.epoch}: ${JSON.stringify(message.message)}`
        : `${who} reports the end of epoch ${message.epoch}: ${JSON.stringify(message.offset)}`
    }
    case 'writer-aborted':
      return `task ${event.partition} aborts the writer of epoch ${event.epoch}`
    case 'writer-closed':
      return `task ${event.partition} closes the writer of epoch ${event.epoch}`
    case 'task-finished':
      return `task ${event.partition} finishes with ${event.rows} rows`
    case 'task-failed':
      return `task ${event.partition} fails with ${errorWithCauses(event.error)}`
    case 'planned':
      return `the planner plans ${describePlan(event.plan)}`
    case 'logged':
      return `${event.actor.startsWith('task-') ? `task ${event.actor.slice('task-'.length)}` : `the ${event.actor}`} logs ${event.level} ${JSON.stringify(event.message)}`
  }
}

/** `Project(LocalRelation)`. */
export function describePlan(plan: Plan): string {
  return plan.children.length === 0 ? plan.name : `${plan.name}(${plan.children.map(describePlan).join(', ')})`
}
