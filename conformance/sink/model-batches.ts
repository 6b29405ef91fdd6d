import type { Event } from '../../src/contract/events.ts'
import { type Contents, committedTo, type SinkKind } from '../audit/sinks.ts'
import { type BatchAction, type BatchFault, type BatchPlace, taskAttempts } from './batch-schedule.ts'
import type { SinkDriver } from './sink-driver.ts'

/** A micro-batch query that writes to a sink of this kind, as far as sinks see it: Spark 3.0 and later behave alike. */
export function modelBatches(kind: SinkKind): SinkDriver<BatchAction> {
  let query = new ModelQuery(kind, 1)
  return {
    async open({ partitions = 1 }) {
      query = new ModelQuery(kind, partitions)
    },
    act: async (action) => query.act(action),
    // The model has no calls that fail, nor threads.
    calls: async () => [],
    rows: async () => query.rows(),
    close: async () => undefined,
  }
}

/** An injected fault, on its way through the query. */
class Struck extends Error {}

class ModelQuery {
  readonly #kind: SinkKind
  /** By partition: its rows, and null at a position without one. */
  readonly #given: (string | null)[][]
  /** By batch: the position of each partition at its end. */
  readonly #planned: number[][] = []
  #committed = -1
  #sink: Contents = []
  #tasks = 0
  #faults: BatchFault[] = []
  #events: Event[] = []

  constructor(kind: SinkKind, partitions: number) {
    this.#kind = kind
    this.#given = Array.from({ length: partitions }, () => [])
  }

  rows(): readonly string[] {
    return this.#sink.flatMap(({ rows }) => rows)
  }

  act(action: BatchAction): readonly Event[] {
    this.#events = []
    try {
      this.#perform(action)
    } catch (error) {
      if (!(error instanceof Struck)) throw error
      this.#see({ kind: 'query-stopped', actor: 'query', error: { type: 'IllegalStateException', message: null } })
    }
    return this.#events
  }

  #perform(action: BatchAction): void {
    switch (action.kind) {
      case 'row':
        this.#given[action.partition]?.push(action.value)
        return
      case 'fail':
        this.#faults.push(action)
        return
      case 'execute':
        // At most the last batch is planned and not committed.
        if (this.#committed < this.#planned.length - 1) this.#run(this.#planned.length - 1)
        return
      case 'advance-epoch':
        this.#plan(this.#planned.length)
        this.#run(this.#planned.length - 1)
        return
      case 'stop':
        this.#see({ kind: 'query-stopped', actor: 'query', error: null })
    }
  }

  #plan(epoch: number): void {
    this.#call('query.add-offset', undefined, () => {
      this.#planned.push(this.#given.map(({ length }) => length))
      const offsets = this.#given.map((rows) => String(rows.filter((value) => value !== null).length))
      this.#see({ kind: 'offset-added', actor: 'coordinator', epoch, offsets })
    })
  }

  #run(epoch: number): void {
    const numPartitions = this.#given.length
    this.#call('create-writer-factory', undefined, () =>
      this.#see({ kind: 'writer-factory-created', actor: 'operator', numPartitions }),
    )
    this.#see({ kind: 'job-submitted', actor: 'operator', partitions: numPartitions })
    try {
      this.#write(epoch)
    } catch (error) {
      // Its own failure changes nothing: the batch has failed already.
      this.#strike('writer.abort', undefined, () => undefined)
      throw error
    }
    this.#call('query.commit', undefined, () => {
      this.#committed = epoch
      this.#see({ kind: 'query-committed', actor: 'coordinator', epoch })
    })
  }

  #write(epoch: number): void {
    // All tasks run, also if one fails for good.
    const messages = this.#given.map((_, partition) => this.#task(partition, epoch))
    if (messages.includes(undefined)) throw new Struck()
    this.#call('writer.commit', undefined, () => {
      // The sinks of the model are atomic: a part of their commit is none.
      if (this.#takeFault('writer.commit.midway', undefined)) throw new Struck()
      const rows = this.#given.flatMap((_, partition) => this.#rowsOf(partition, epoch))
      this.#sink = committedTo(this.#sink, this.#kind, { epoch, rows })
      this.#see({ kind: 'epoch-committed', actor: 'coordinator', epoch, messages: messages.map(String) })
    })
  }

  #rowsOf(partition: number, epoch: number): readonly string[] {
    const [start, end] = [epoch - 1, epoch].map((batch) => this.#planned[batch]?.[partition] ?? 0)
    return (this.#given[partition] ?? []).slice(start, end).filter((value) => value !== null)
  }

  /** The message of the first attempt that commits. */
  #task(partition: number, epoch: number): string | undefined {
    for (let attempt = 0; attempt < taskAttempts; attempt++) {
      try {
        return this.#attempt(partition, epoch)
      } catch (error) {
        if (!(error instanceof Struck)) throw error
      }
    }
    return undefined
  }

  #attempt(partition: number, epoch: number): string {
    const it = { actor: `task-${partition}`, partition, epoch } as const
    const message = `commit-${partition}-${epoch}`
    this.#call('create-writer', partition, () => this.#see({ kind: 'writer-created', ...it, taskId: this.#tasks++ }))
    try {
      for (const value of this.#rowsOf(partition, epoch))
        this.#call('write', partition, () => this.#see({ kind: 'row-written', ...it, value }))
      this.#call('commit', partition, () => this.#see({ kind: 'partition-committed', ...it, message }))
      return message
    } catch (error) {
      this.#strike('abort', partition, () => this.#see({ kind: 'writer-aborted', ...it }))
      throw error
    } finally {
      this.#see({ kind: 'writer-closed', ...it })
    }
  }

  /** A call that fails before it takes effect or after it, if a fault says so. @throws Struck */
  #call(at: BatchPlace, partition: number | undefined, effect: () => void): void {
    if (!this.#strike(at, partition, effect)) throw new Struck()
  }

  /** Whether the call goes well. */
  #strike(at: BatchPlace, partition: number | undefined, effect: () => void): boolean {
    if (this.#takeFault(at, partition)) return false
    effect()
    return !this.#takeFault(`${at}.after`, partition)
  }

  #takeFault(at: string, partition: number | undefined): boolean {
    const place = this.#faults.findIndex((fault) => fault.at === at && fault.partition === partition)
    const fault = this.#faults[place]
    if (fault === undefined) return false
    const { times = 1 } = fault
    this.#faults =
      times > 1 ? this.#faults.with(place, { ...fault, times: times - 1 }) : this.#faults.toSpliced(place, 1)
    return true
  }

  #see(event: Event): void {
    this.#events.push(event)
  }
}
