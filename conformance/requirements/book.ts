import type { SentenceRef } from './requirement.ts'

/** The commit of the book from which the requirements are made. */
const book = 'https://github.com/japila-books/spark-structured-streaming-internals/blob/b606c066a/docs'

/** The folders of the pages that are not in the folder of the book itself. */
const folders: ReadonlyMap<string, string> = new Map([
  ['ContinuousExecution.md', 'continuous-execution/'],
  ['WriteToContinuousDataSource.md', 'logical-operators/'],
  ['WriteToContinuousDataSourceExec.md', 'physical-operators/'],
])

/** The address of the section of a sentence. If the page has no such section, a browser shows the beginning of the page. */
export const linkTo = ({ page, section }: Pick<SentenceRef, 'page' | 'section'>): string =>
  `${book}/${folders.get(page) ?? ''}${page}#${anchorOf(section)}`

/** The anchor that GitHub gives to a heading: small letters, hyphens for spaces, and no other signs. */
const anchorOf = (heading: string) =>
  encodeURIComponent(
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-'),
  )
