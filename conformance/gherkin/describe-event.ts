import type { Event } from '../../src/contract/events.ts'
import type { Plan } from '../../src/contract/values.ts'
import { quote, visible } from '../visible.ts'
import { counted, errorWithCauses, list } from './words.ts'

/** The phrase for the event. An event that names the partition of another task gets a remark that no phrase matches. */
export function describeEvent(event: Event): string {
  const foreign = foreignPartition(event)
  return foreign === undefined ? describe(event) : `${describe(event)} (for partition ${foreign})`
}

function describe(event: Event): string {
  const task = `task ${event.actor.slice('task-'.length)}`
  switch (event.kind) {
    case 'answered':
      return event.value === null
        ? `the coordinator acknowledges ${event.message}`
        : `the coordinator replies with ${event.value}`
    case 'epoch-committed':
      return `the sink commits epoch ${event.epoch} with ${list(event.messages)}`
    case 'offset-added':
      return `the query adds the offsets of epoch ${event.epoch}: ${list(event.offsets)}`
    case 'query-committed':
      return `the query commits epoch ${event.epoch}`
    case 'query-stopped':
      if (event.error === null) return 'the query stops'
      return `the query ${event.actor === 'coordinator' ? 'is stopped' : 'stops'} with ${errorWithCauses(event.error)}`
    case 'described':
      return event.actor === 'operator'
        ? `the operator describes itself with the output columns ${list(event.output)} and ${counted(event.children, 'child', 'children')}`
        : `the write RDD describes itself with ${counted(event.partitions, 'partition')} and ${event.partitioner === null ? 'no partitioner' : `the partitioner ${quote(event.partitioner)}`}`
    case 'writer-factory-created':
      return event.numPartitions === undefined
        ? 'the operator makes the writer factory'
        : `the operator makes the writer factory for ${counted(event.numPartitions, 'partition')}`
    case 'child-executed':
      return 'the operator executes its child'
    case 'coordinator-looked-up':
      return event.id === null
        ? 'the operator looks up the coordinator with no id'
        : `the operator looks up the coordinator ${quote(event.id)}`
    case 'asked':
      return 'numPartitions' in event.message
        ? `the ${event.actor} asks ${event.message.type} for ${counted(event.message.numPartitions, 'partition')}`
        : `the ${event.actor} asks ${event.message.type}`
    case 'job-submitted':
      return `the operator submits a job of ${counted(event.partitions, 'task')}`
    case 'returned':
      return `the operator returns an RDD of ${counted(event.partitions, 'partition')}`
    case 'threw':
      return `the ${event.actor} throws ${errorWithCauses(event.error)}`
    case 'task-started':
      return `${task} starts`
    case 'upstream-computed':
      return `${task} computes its upstream in ${event.epoch === null ? 'no epoch' : `epoch ${event.epoch}`}`
    case 'writer-created':
      return `${task} makes the writer of epoch ${event.epoch} as task attempt ${event.taskId}`
    case 'row-written':
      return `${task} writes ${quote(event.value)} in epoch ${event.epoch}`
    case 'partition-committed':
      return `${task} commits epoch ${event.epoch} as ${quote(event.message)}`
    case 'sent': {
      const { message } = event
      return message.type === 'CommitPartitionEpoch'
        ? `${task} sends its commit of epoch ${message.epoch}: ${quote(message.message)}`
        : `${task} reports the end of epoch ${message.epoch}: ${quote(message.offset)}`
    }
    case 'writer-aborted':
      return `${task} aborts the writer of epoch ${event.epoch}`
    case 'writer-closed':
      return `${task} closes the writer of epoch ${event.epoch}`
    case 'task-finished':
      return `${task} finishes with ${counted(event.rows, 'row')}`
    case 'task-failed':
      return `${task} fails with ${errorWithCauses(event.error)}`
    case 'planned':
      return `the planner plans ${describePlan(event.plan)}`
    case 'logged':
      return `${event.actor.startsWith('task-') ? task : `the ${event.actor}`} logs ${event.level} ${quote(event.message)}`
  }
}

/** The partition that a task's event names, if it is not the task's own: always a fault, so no phrase expects it. */
function foreignPartition(event: Event): number | undefined {
  const named = 'partition' in event ? event.partition : event.kind === 'sent' ? event.message.partitionId : undefined
  return named === undefined || event.actor === `task-${named}` ? undefined : named
}

/** `Project(LocalRelation)`. */
export function describePlan(plan: Plan): string {
  const name = visible(plan.name)
  return plan.children.length === 0 ? name : `${name}(${plan.children.map(describePlan).join(', ')})`
}
