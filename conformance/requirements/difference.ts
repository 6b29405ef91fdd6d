import type { EventKind, EventOf } from '../../src/contract/events.ts'
import type { Ask, OneWayMessage } from '../../src/contract/messages.ts'

/**
 * How an implementation and the model differ at one event.
 * - `missing`: the model does it, and the implementation does not.
 * - `too-much`: the implementation does it, and the model does not.
 * - `different`: both do it, and a field differs.
 * - `misplaced`: both do it, at different places in the order of one actor.
 * - `too-early`: the implementation does it before its cause; where no requirement names this, `misplaced` is looked up.
 */
export type Way = 'missing' | 'too-much' | 'different' | 'misplaced' | 'too-early'

/** All ways but `too-early`. */
export const everyWay: readonly Way[] = ['missing', 'too-much', 'different', 'misplaced']

/** The ways of an error that should have come, or should have been another one. */
export const anotherError: readonly Way[] = ['missing', 'different', 'misplaced']

/** Kinds that say too little by themselves: their topics name the actor, the message or the error, too. */
type Divided = 'threw' | 'described' | 'asked' | 'sent' | 'answered' | 'query-stopped' | 'logged'
type Undivided = Exclude<EventKind, Divided>

type Fields<Named> = Exclude<keyof Named & string, 'kind' | 'actor' | 'type'>
type FieldOf<K extends EventKind> = { readonly [Each in K]: `${Each}.${Fields<EventOf<Each>>}` }[K]

/** The error that an execution of the operator throws, or that a query ends with. */
export type Failure =
  | 'writing job aborted with a full stop'
  | 'writing job aborted'
  | 'job failure'
  | 'no coordinator'
  | 'interrupt'
  | 'error with a cause'
  | 'error'

/** The other errors that a query ends with. */
export type QueryEnd = Failure | 'no error' | 'backlog' | 'coordinator gone' | 'read failure'

/** The queue of the coordinator that has grown too large. */
export type Backlog = 'offsets' | 'commits' | 'epochs'

/** The log lines that a page quotes. */
export type LogLine = 'start' | 'registration' | 'committing' | 'committed' | 'aborting' | 'aborted'

/** The topic of an event, and after a dot the field in which two such events differ. */
export type Topic =
  | Undivided
  | FieldOf<Undivided>
  | 'planner threw'
  | 'operator threw'
  | `operator threw: ${Failure}`
  | 'operator described'
  | 'operator described.children'
  | 'rdd described'
  | `rdd described.${'partitions' | 'partitioner'}`
  | 'operator asked'
  | `operator asked ${Ask['type']}`
  | `query asked ${Ask['type']}`
  | `sent ${OneWayMessage['type']}`
  | `sent CommitPartitionEpoch.${'type' | Fields<Extract<OneWayMessage, { readonly type: 'CommitPartitionEpoch' }>>}`
  | `answered ${Ask['type']}`
  | 'query ended'
  | `query ended: ${QueryEnd}`
  | 'query stopped by the coordinator'
  | `query stopped by the coordinator: ${Backlog}`
  | `logged: ${LogLine}`

/** The differences that belong to a requirement: of which events, and in which ways. */
export type Attributed = { readonly [T in Topic]?: readonly Way[] }

/** Two kinds of event whose order a requirement speaks of, as the model has it or the other way round. */
export type OrderOf = readonly [EventKind, EventKind]
