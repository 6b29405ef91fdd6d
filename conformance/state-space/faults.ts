/** The faults that the kit can inject, and what each does. The moves of a role say how. */
export const faults = {
  ask: 'another participant asks for the epoch, or advances it',
  complete: "a task's context is marked as completed",
  describe: 'the operator (or the write RDD) is asked to describe itself',
  duplicate: 'a message arrives twice',
  interrupt: 'a thread is interrupted',
  kill: 'a task is killed: its context is marked as killed, and its thread is interrupted',
  late: 'a message arrives after the next message of its sender',
  lost: 'a message never arrives',
  odd: 'a call throws an unusual error: one with a null message, an `Error`, or one of a type that Spark treats specially',
  recount: 'a number of partitions is announced again, with the same or another value',
  restart: 'the query is executed again',
  stop: 'the writes of the query are stopped, or the query itself',
  stray: 'a message names an unknown partition, or an epoch that is over or far ahead',
  throw: 'a call throws',
  together: 'several actions start at the same time',
  coordinator: 'the coordinator dies',
} as const satisfies Readonly<Record<string, string>>

export type Fault = keyof typeof faults

export const faultNames = Object.keys(faults) as readonly Fault[]
