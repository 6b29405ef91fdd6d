import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Opening } from '../../src/contract/setups.ts'

/** A text that two openings share if they differ only in names and in the number of the first epoch. */
export function shapeOfOpening({ role, setup }: Opening): string {
  const told = Object.entries(setup)
    .filter(([name]) => !nameless.includes(name))
    .map(([name, value]) => `${name} ${name === 'epochCoordinatorId' ? value === null : value}`)
  return [role, ...told.sort()].join(', ')
}

const nameless = ['startEpoch', 'epochBacklogQueueSize', 'partitioner', 'writer']

/** A text that two actions share if they differ only in the values of rows, with epochs counted from the first one. */
export function shapeOfAction(action: Action, first: number): string {
  return JSON.stringify(
    action.kind === 'together' ? action.actions.map((one) => shape(one, first)) : shape(action, first),
  )
}

/** The number of the first epoch; 0 if the setup has none. */
export function firstEpoch({ setup }: Opening): number {
  return 'startEpoch' in setup ? (setup.startEpoch ?? 0) : 0
}

function shape(action: Plain<Action>, first: number): unknown {
  if (action.kind === 'row') return { ...action, value: 'row' }
  if (action.kind === 'deliver' && action.message !== undefined) {
    return { ...action, message: { ...action.message, epoch: action.message.epoch - first } }
  }
  if (action.kind !== 'send') return action
  const { type, partitionId, epoch } = action.message
  const text = action.message.type === 'CommitPartitionEpoch' ? action.message.message : action.message.offset
  const usual = type === 'CommitPartitionEpoch' ? `commit-${partitionId}-${epoch}` : `offset-${partitionId}-${epoch}`
  return { type, partitionId, epoch: epoch - first, text: text === usual ? 'usual' : text }
}
