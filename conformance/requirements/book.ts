import type { SentenceRef } from './requirement.ts'

/** The commit of the book from which the requirements are made. */
const book = 'https://github.com/japila-books/spark-structured-streaming-internals/blob/b606c066a/docs'

/** The folders of the pages that are not in the folder of the book itself. */
const folders: ReadonlyMap<string, string> = new Map([
  ['ContinuousExecution.md', 'continuous-execution/'],
  ['WriteToContinuousDataSource.md', 'logical-operators/'],
  ['WriteToContinuousDataSourceExec.md', 'physical-operators/'],
])

/** The address of the page of a sentence. */
export const linkTo = ({ page }: SentenceRef): string => `${book}/${folders.get(page) ?? ''}${page}`
