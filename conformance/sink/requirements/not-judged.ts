import type { SinkRequirement } from './sink-requirement.ts'

/** What the Javadoc says, too, and `cwc sink` cannot see. */
export interface NotJudged extends Pick<SinkRequirement, 'id' | 'owedBy' | 'says'> {
  readonly source: { readonly file: string; readonly method?: string }
  readonly why: string
}

export const notJudged: readonly NotJudged[] = [
  {
    id: 'SK-40',
    owedBy: 'sink',
    source: { file: 'DataWriter', method: 'abort' },
    says: 'An abort removes what the writer has written.',
    why: 'The reader sees rows, and not what is left in a store (SK-32 is about rows).',
  },
  {
    id: 'SK-41',
    owedBy: 'sink',
    source: { file: 'SupportsTruncate', method: 'truncate' },
    says: 'A write that truncates replaces all rows by those that it commits.',
    why: 'The queries of `cwc sink` append.',
  },
  {
    id: 'SK-42',
    owedBy: 'sink',
    source: { file: 'DataWriter', method: 'currentMetricsValues' },
    says: 'The metrics of a writer cost little.',
    why: 'No verdict of the kit depends on a clock.',
  },
  {
    id: 'SK-43',
    owedBy: 'spark',
    source: { file: 'LogicalWriteInfo', method: 'options' },
    says: 'The sink is told the options that the user set.',
    why: "The kit's table stands before the sink, and passes the options of the file on itself.",
  },
  {
    id: 'SK-44',
    owedBy: 'spark',
    source: { file: 'LogicalWriteInfo', method: 'queryId' },
    says: 'No two queries have the same id.',
    why: 'Each query is judged by itself.',
  },
]
