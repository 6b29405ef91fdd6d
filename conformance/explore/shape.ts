import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Opening } from '../../src/contract/setups.ts'

/** What tells two openings apart, but for names and for the number of the first epoch: those make no difference. */
export function shapeOfOpening({ role, setup }: Opening): string {
  const told = Object.entries(setup)
    .filter(([name]) => !nameless.includes(name))
    .map(([name, value]) => `${name} ${name === 'epochCoordinatorId' ? value === null : value}`)
  return [role, ...told.sort()].join(', ')
}

const nameless = ['startEpoch', 'epochBacklogQueueSize', 'partitioner', 'writer']

/** What tells two actions apart, but for the values of rows, and with epochs counted from the first one. */
export function shapeOfAction(action: Action, first: number): string {
  return JSON.stringify(
    action.kind === 'together' ? action.actions.map((one) => shape(one, first)) : shape(action, first),
  )
}

/** The number of the first epoch, where the setup says it. */
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
