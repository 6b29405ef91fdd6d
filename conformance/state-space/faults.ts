/** What a schedule may do beside the ordinary, by name: what each means is said by the space of a role. */
export const faults = {
  ask: 'a question comes between',
  complete: "a task's context is marked as completed",
  describe: 'the write is asked to describe itself',
  duplicate: 'a message comes a second time',
  interrupt: 'a thread is interrupted',
  kill: 'a task is killed: its context is marked as killed, and its thread is interrupted',
  late: 'a message is overtaken by the next of its sender',
  lost: 'a message never comes',
  odd: 'a call throws what few expect: no exception but an error, one without a message, one of another kind',
  recount: 'a number of partitions is announced anew',
  restart: 'the query is executed again',
  stop: 'the writes, or the query, are stopped',
  stray: 'a message of a partition or an epoch that nobody expects',
  throw: 'a call throws',
  together: 'actions are started at the same time',
  coordinator: 'the coordinator dies',
} as const satisfies Readonly<Record<string, string>>

export type Fault = keyof typeof faults

export const faultNames = Object.keys(faults) as readonly Fault[]
