import { type Action, coordinatorPlaces, type Plain } from '../../src/contract/actions.ts'
import type { Ask } from '../../src/contract/messages.ts'
import type { CoordinatorBounds } from './bounds.ts'
import { boom, type FaultTable, faultMoves, oddErrors, rareErrors } from './fault-moves.ts'
import type { Fault } from './faults.ts'
import { type FaultsUsed, noFaultsUsed } from './faults-used.ts'
import type { Move, StateSpace } from './state-space.ts'

/** The inputs of a coordinator so far. Senders are the writers and then the readers. The n-th message of a sender is of its n-th epoch. */
export interface CoordinatorEnv {
  /** By sender: the number of messages that it has sent, including held and lost ones. */
  readonly sent: readonly number[]
  /** A message that was overtaken and has not arrived yet. */
  readonly held: Sent | undefined
  readonly lost: readonly Sent[]
  readonly stopped: boolean
  readonly faultsUsed: FaultsUsed
}

/** The n-th message of a sender, from 0. */
export interface Sent {
  readonly sender: number
  readonly nth: number
}

type CoordinatorMove = Move<CoordinatorEnv>

/** Whether the message has arrived at the coordinator. */
export function hasCome({ sent, held, lost }: CoordinatorEnv, sender: number, nth: number): boolean {
  if (nth >= (sent[sender] ?? 0)) return false
  if (held !== undefined && held.sender === sender && held.nth === nth) return false
  return lost.length === 0 || !lost.some((one) => one.sender === sender && one.nth === nth)
}

/**
 * A coordinator and its senders. Each sender sends its messages in the order of the epochs. They arrive in every order that keeps
 * the order of each sender. The numbers of partitions are announced first.
 */
export function coordinatorStateSpace(bounds: CoordinatorBounds): StateSpace<CoordinatorEnv, 'coordinator'> {
  const { writers, readers, epochs, first } = bounds
  const senders = writers + readers
  const messages = Array.from({ length: senders }, (_, sender) =>
    Array.from({ length: epochs }, (_, nth) =>
      sender < writers ? commit(sender, first + nth) : report(sender - writers, first + nth),
    ),
  )
  const message = ({ sender, nth }: Sent): Plain<Action> => messages[sender]?.[nth] ?? unknownMessage(sender, nth)

  return {
    bounds,
    opening: { role: 'coordinator', setup: { startEpoch: first, epochBacklogQueueSize: 10_000 } },
    prefix: [set('SetWriterPartitions', writers), set('SetReaderPartitions', readers)],
    env: {
      sent: Array.from({ length: senders }, () => 0),
      held: undefined,
      lost: [],
      stopped: false,
      faultsUsed: noFaultsUsed,
    },

    moves(env) {
      const moves: CoordinatorMove[] = []
      // The senders with the fewest messages come first, so that the first move always continues epoch by epoch.
      for (let nth = 0; nth < epochs; nth++) {
        for (let sender = 0; sender < senders; sender++) {
          if (env.sent[sender] !== nth) continue
          moves.push({
            action: message({ sender, nth }),
            env: { ...env, sent: sentNext(env.sent, sender) },
            by: sender,
          })
        }
      }
      if (env.held !== undefined) moves.push({ action: message(env.held), env: { ...env, held: undefined } })
      if (bounds.faults.length === 0) return moves
      return [...moves, ...faultMoves(table, { bounds, env, senders, message })]
    },
  }
}

/** One more message of the sender. */
function sentNext(sent: readonly number[], sender: number): readonly number[] {
  const next = sent.slice()
  next[sender] = (next[sender] ?? 0) + 1
  return next
}

interface Here {
  readonly bounds: CoordinatorBounds
  readonly env: CoordinatorEnv
  readonly senders: number
  readonly message: (sent: Sent) => Plain<Action>
}

const all = (count: number) => Array.from({ length: count }, (_, index) => index)

/** The faults around a coordinator. */
const table: FaultTable<Here, CoordinatorEnv> = {
  duplicate: ({ env, senders, message }) =>
    all(senders).flatMap((sender) => {
      const nth = (env.sent[sender] ?? 0) - 1
      return nth >= 0 && hasCome(env, sender, nth) ? [{ action: message({ sender, nth }), env }] : []
    }),
  late: ({ bounds, env, senders, message }) =>
    all(senders).flatMap((sender) => {
      const nth = env.sent[sender] ?? 0
      if (env.held !== undefined || nth + 1 >= bounds.epochs) return []
      const after = { ...env, sent: env.sent.with(sender, nth + 2), held: { sender, nth } }
      return [{ action: message({ sender, nth: nth + 1 }), env: after }]
    }),
  // Only a later message of the sender shows that a message was lost.
  lost: ({ bounds, env, senders, message }) =>
    all(senders).flatMap((sender) => {
      const nth = env.sent[sender] ?? 0
      if (nth + 1 >= bounds.epochs) return []
      const after = { ...env, sent: env.sent.with(sender, nth + 2), lost: [...env.lost, { sender, nth }] }
      return [{ action: message({ sender, nth: nth + 1 }), env: after }]
    }),
  stop: ({ env }) => [{ action: ask({ type: 'StopContinuousExecutionWrites' }), env: { ...env, stopped: true } }],
  throw: ({ env }) => coordinatorPlaces.map((at) => ({ action: { kind: 'fail', at, error: boom }, env })),
  odd: ({ env }) =>
    coordinatorPlaces.flatMap((at) =>
      [...oddErrors, ...rareErrors].map((error) => ({ action: { kind: 'fail', at, error } as const, env })),
    ),
  ask: ({ env }) => [
    { action: ask({ type: 'GetCurrentEpoch' }), env },
    { action: ask({ type: 'IncrementAndGetEpoch' }), env },
  ],
  recount: ({ bounds, env }) =>
    (['SetWriterPartitions', 'SetReaderPartitions'] as const).flatMap((type) => {
      const number = type === 'SetWriterPartitions' ? bounds.writers : bounds.readers
      const counts = new Set([number + 1, number, Math.max(0, number - 1), 0])
      return [...counts].map((count) => ({ action: set(type, count), env }))
    }),
  // Messages of unannounced partitions, and of epochs that are over or far ahead, with other contents.
  stray: ({ bounds, env }) => {
    const { writers, readers, first, epochs } = bounds
    const beyond = new Set([Math.max(0, first - 1), first, first + epochs, first + epochs + 40])
    return [...beyond].flatMap((epoch) => [
      { action: commit(writers, epoch, 'stray'), env },
      { action: report(readers, epoch, 'stray'), env },
      ...(writers === 0 ? [] : [{ action: commit(0, epoch, 'stray'), env }]),
      ...(readers === 0 ? [] : [{ action: report(0, epoch, 'stray'), env }]),
    ])
  },
  together: ({ bounds, env, senders, message }) => {
    const open = all(senders).filter((sender) => (env.sent[sender] ?? 0) < bounds.epochs)
    return [2, 3]
      .filter((count) => open.length >= count)
      .map((count) => {
        const chosen = open.slice(0, count).map((sender) => ({ sender, nth: env.sent[sender] ?? 0 }))
        const sent = env.sent.map((nth, sender) => (chosen.some((one) => one.sender === sender) ? nth + 1 : nth))
        return { action: { kind: 'together', actions: chosen.map(message) } as Action, env: { ...env, sent } }
      })
  },
}

/** The faults of `coordinatorStateSpace`. */
export const coordinatorFaults = Object.keys(table) as readonly Fault[]

const ask = (message: Ask): Plain<Action> => ({ kind: 'ask', message })
const set = (type: 'SetWriterPartitions' | 'SetReaderPartitions', numPartitions: number) => ask({ type, numPartitions })

const commit = (partitionId: number, epoch: number, what = 'commit'): Plain<Action> => ({
  kind: 'send',
  message: { type: 'CommitPartitionEpoch', partitionId, epoch, message: `${what}-${partitionId}-${epoch}` },
})
const report = (partitionId: number, epoch: number, what = 'offset'): Plain<Action> => ({
  kind: 'send',
  message: { type: 'ReportPartitionOffset', partitionId, epoch, offset: `${what}-${partitionId}-${epoch}` },
})

function unknownMessage(sender: number, nth: number): never {
  throw new Error(`sender ${sender} has no message ${nth}`)
}
