import { type AdviceName, advice, adviceByRequirement } from './advice.ts'

// The table of docs/sink.md, made from the data.

const begin = '<!-- advice: written by `npm run sink:draw` -->'
const end = '<!-- /advice -->'

/** The page with the table as it is to be. */
export function withAdvice(page: string): string {
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n${adviceTable()}\n${end}${after}`
}

const adviceTable = (): string =>
  [
    '| mistake | shown by | what an author can do |',
    '|---|---|---|',
    ...(Object.keys(advice) as readonly AdviceName[]).map(
      (name) => `| ${name} | ${shownBy(name)} | ${advice[name].says} |`,
    ),
  ].join('\n')

function shownBy(name: AdviceName): string {
  const ids = Object.values(adviceByRequirement).flatMap((all) =>
    all.flatMap(([id, own]) => (own === name ? [id] : [])),
  )
  if (ids.length > 0) return [...new Set(ids)].toSorted().join(', ')
  switch (name) {
    case 'first commit wins':
      return 'an epoch is committed again with other rows'
    case 'forgets the query':
      return 'another query writes to the sink'
    case 'never told':
      return 'no commit that stands had the row'
    case 'commit in parts':
      return 'the row is first seen behind a commit of its epoch that failed'
    default:
      return 'none of these'
  }
}
