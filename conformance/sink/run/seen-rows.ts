import type { SinkCall } from './sink-call.ts'

/** What a reader may see of rows, besides how often. */
export interface SeenMoment {
  readonly calls: readonly SinkCall[]
  readonly rows: readonly string[]
  readonly isUnread?: true
}

/** The writers of a case, and what the sink was told of them. */
class Writers {
  readonly #rows = new Map<number, string[]>()
  readonly #aborted = new Set<number>()

  see(call: SinkCall): void {
    // A call that did not come to the sink tells it nothing.
    if (call.sink === 'not called') return
    if (call.kind === 'write') this.#rows.set(call.writer, [...(this.#rows.get(call.writer) ?? []), call.value])
    if (call.kind === 'abort') this.#aborted.add(call.writer)
    if (call.kind === 'epoch.abort') for (const writer of call.messages) if (writer !== null) this.#aborted.add(writer)
  }

  /** Whether each writer of the row was aborted. */
  haveAborted(row: string): boolean {
    const own = [...this.#rows].filter(([, rows]) => rows.includes(row))
    return own.length > 0 && own.every(([writer]) => this.#aborted.has(writer))
  }
}

/** Rows that a reader has seen that no commit has told the sink of, and all of whose writers were aborted by then. */
export function seenAfterAbort(
  moments: readonly SeenMoment[],
  toldAt: (moment: number) => readonly string[],
): readonly string[] {
  const writers = new Writers()
  const seen = new Set<string>()
  for (const [at, { calls, rows, isUnread }] of moments.entries()) {
    for (const call of calls) writers.see(call)
    if (isUnread === true) continue
    const told = toldAt(at)
    for (const row of rows) if (!told.includes(row) && writers.haveAborted(row)) seen.add(row)
  }
  return [...seen]
}

/** Rows that come behind a later row of their partition. A row that is there twice counts where it comes first. */
export function outOfOrder(rows: readonly string[]): readonly string[] {
  const latest = new Map<string, number>()
  return [...new Set(rows)].filter((row) => {
    const [, partition = '', number = '', query = ''] = row.split('-')
    const place = `${partition} ${query}`
    const before = latest.get(place) ?? -1
    latest.set(place, Math.max(before, Number(number)))
    return Number(number) < before
  })
}
