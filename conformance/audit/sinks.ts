/** The kinds of sink, by the result of a second commit of an epoch, and one that waits for no commit. They lose and duplicate different rows. */
export const sinks = {
  'the first wins': 'it ignores the second commit of an epoch',
  'the last wins': 'the rows of the second commit replace those of the first',
  'both are kept': 'it adds the rows of the second commit',
  'rows are visible when written': 'its commits do nothing: each row that a task has written stays',
} as const satisfies Readonly<Record<string, string>>

export type SinkKind = keyof typeof sinks

export const sinkKinds = Object.keys(sinks) as readonly SinkKind[]

/** The batches of rows that a sink holds: one per commit that it has kept, or a single one if it waits for no commit. */
export type Contents = readonly Batch[]

export interface Batch {
  readonly epoch: number
  readonly rows: readonly string[]
}

/** The contents after the sink was told to commit the epoch. */
export function committedTo(contents: Contents, kind: SinkKind, batch: Batch): Contents {
  const has = contents.some(({ epoch }) => epoch === batch.epoch)
  switch (kind) {
    case 'the first wins':
      return has ? contents : [...contents, batch]
    case 'the last wins':
      return [...contents.filter(({ epoch }) => epoch !== batch.epoch), batch]
    case 'both are kept':
      return [...contents, batch]
    case 'rows are visible when written':
      return contents
  }
}

/** The contents after a task has written a row. Without epochs and in order: the audit's search comes to fewer states. */
export function writtenTo(contents: Contents, kind: SinkKind, row: string): Contents {
  if (kind !== 'rows are visible when written') return contents
  return [{ epoch: 0, rows: [...contents.flatMap(({ rows }) => rows), row].toSorted() }]
}
