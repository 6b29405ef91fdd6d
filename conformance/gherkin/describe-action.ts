import type { Action, Plain } from '../../src/contract/actions.ts'
import { quote } from '../visible.ts'
import { describePlan } from './describe-event.ts'
import { error } from './words.ts'

/** The phrase for the action. */
export function describeAction(action: Action): string {
  return action.kind === 'together'
    ? `at the same time: ${action.actions.map(describeOne).join('; ')}`
    : describeOne(action)
}

function describeOne(action: Plain<Action>): string {
  switch (action.kind) {
    case 'plan':
      return `this is planned: ${describePlan(action.plan)}`
    case 'ask':
      return describeAsk(action.message)
    case 'send':
      return action.message.type === 'CommitPartitionEpoch'
        ? `writer ${action.message.partitionId} commits epoch ${action.message.epoch} as ${quote(action.message.message)}`
        : `reader ${action.message.partitionId} reports epoch ${action.message.epoch} at ${quote(action.message.offset)}`
    case 'fail':
      return describeFault(action)
    case 'describe':
      return 'the write is asked to describe itself'
    case 'execute':
      return 'the write is executed'
    case 'answer':
      return action.error === undefined ? 'the held reply is sent' : `the ask fails with ${error(action.error)}`
    case 'finish-task':
      return `task ${action.partition} decides to finish`
    case 'fail-task':
      return `task ${action.partition} is made to fail with ${error(action.error)}`
    case 'interrupt':
      return 'partition' in action && action.partition !== undefined
        ? `the thread of task ${action.partition} is interrupted`
        : "the query's thread is interrupted"
    case 'start':
      return `task ${action.partition} is started`
    case 'row':
      return `task ${action.partition} gets the row ${quote(action.value)}`
    case 'end-epoch':
      return `the epoch of task ${action.partition} ends`
    case 'kill':
      return `the scheduler kills task ${action.partition}`
    case 'complete':
      return `task ${action.partition} is marked as completed`
    case 'advance-epoch':
      return "the query's epoch is advanced"
    case 'deliver':
      return describeDelivery(action)
    case 'stop':
      return 'the query is stopped'
    case 'kill-coordinator':
      return 'the coordinator dies'
    case 'kill-executor':
      return `the executor of task ${action.partition} dies`
  }
}

function describeDelivery({ from, message, times }: Extract<Plain<Action>, { readonly kind: 'deliver' }>): string {
  const often = times === undefined ? '' : ` ${times} times`
  if (message === undefined) return `the next message of task ${from} is delivered${often}`
  const what = message.type === 'CommitPartitionEpoch' ? 'commit' : 'report'
  return `task ${from}'s ${what} of epoch ${message.epoch} is delivered${often}`
}

function describeAsk(message: Extract<Plain<Action>, { readonly kind: 'ask' }>['message']): string {
  switch (message.type) {
    case 'SetWriterPartitions':
      return `the number of writers is set to ${message.numPartitions}`
    case 'SetReaderPartitions':
      return `the number of readers is set to ${message.numPartitions}`
    case 'GetCurrentEpoch':
      return 'the current epoch is asked for'
    case 'IncrementAndGetEpoch':
      return 'the epoch is advanced'
    case 'StopContinuousExecutionWrites':
      return 'the writes are stopped'
  }
}

function describeFault(fault: Extract<Plain<Action>, { readonly kind: 'fail' }>): string {
  const thrown = error(fault.error)
  const of = 'partition' in fault && fault.partition !== undefined ? ` of task ${fault.partition}` : ''
  switch (fault.at) {
    case 'writer.commit':
      return `the sink's next epoch commit will throw ${thrown}`
    case 'query.add-offset':
      return `the query's next offset log entry will throw ${thrown}`
    case 'query.commit':
      return `the query's next epoch commit will throw ${thrown}`
    case 'create-writer-factory':
      return `making the writer factory will throw ${thrown}`
    case 'child':
      return `executing the child will throw ${thrown}`
    case 'upstream':
      return `the upstream${of} throws ${thrown}`
    case 'create-writer':
      return `making the next writer${of} will throw ${thrown}`
    case 'write':
    case 'commit':
    case 'abort':
      return `the next ${fault.at}${of} will throw ${thrown}`
    case 'send':
      if ('of' in fault && fault.of !== undefined) {
        const what = fault.of === 'CommitPartitionEpoch' ? 'commit' : 'report'
        return `the next send of a ${what} by task ${fault.partition} will throw ${thrown}`
      }
      return `the next ${fault.at}${of} will throw ${thrown}`
  }
}
