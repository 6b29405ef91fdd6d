/** What a sink makes of an epoch that it is told to commit a second time: by this, sinks differ in what they lose. */
export const sinks = {
  'the first wins': 'an epoch that it has is not committed again',
  'the last wins': 'an epoch that is committed again takes the place of what it had',
  'both are kept': 'whatever is committed is added to what it has',
} as const satisfies Readonly<Record<string, string>>

export type SinkKind = keyof typeof sinks

export const sinkKinds = Object.keys(sinks) as readonly SinkKind[]

/** What a sink has: for each epoch the rows that it was given with it, as often as it has them. */
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
  }
}
