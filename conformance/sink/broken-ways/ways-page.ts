import { type BrokenWay, brokenWays } from './broken-ways.ts'
import type { Shown } from './shown.ts'
import { waysScenarios } from './ways-scenarios.ts'

// The table of docs/sink.md and the list of the example, made from the data.

/** The page with the table as it is to be. */
export function withWays(page: string): string {
  return withPart(page, 'ways', waysTable())
}

/** The page of the example with a line per mistake. */
export function withMistakes(page: string): string {
  return withPart(
    page,
    'mistakes',
    mistakes()
      .map(([way, { says }]) => `- \`${way}\`: ${says}`)
      .join('\n'),
  )
}

function withPart(page: string, name: string, part: string): string {
  const begin = `<!-- ${name}: written by \`npm run sink:draw\` -->`
  const end = `<!-- /${name} -->`
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n${part}\n${end}${after}`
}

const mistakes = () => Object.entries(brokenWays).filter(([way]) => way !== 'none')

const waysTable = (): string =>
  [
    '| way | the mistake | the first scenario that shows it | what is seen | shown by | requirements |',
    '|---|---|---|---|---|---|',
    ...mistakes().map(line),
  ].join('\n')

function line([way, { says, breaks, shows }]: readonly [string, BrokenWay]): string {
  const found = showing(shows)
  const [first] = found
  if (first === undefined) throw new Error(`${way}: no scenario shows it`)
  const star = first.spark === 'as documented' ? '' : ' *'
  const seen = inWords(shows[first.name] ?? {})
  return `| \`${way}\` | ${says} | ${first.name}${star} | ${seen} | ${found.length} of ${waysScenarios().length} | ${breaks.join(', ') || 'none'} |`
}

/** Scenarios in which it does otherwise than the same sink without the mistake, those first in which Spark does as documented. */
export function showing(shows: BrokenWay['shows']) {
  const ofRight = brokenWays['none']?.shows ?? {}
  const found = waysScenarios().filter(({ name }) => JSON.stringify(shows[name]) !== JSON.stringify(ofRight[name]))
  const isDocumented = (spark: string) => (spark === 'as documented' ? 0 : 1)
  return found.toSorted((one, other) => isDocumented(one.spark) - isDocumented(other.spark))
}

const inWords = ({ lost, twice, early, afterAbort, outOfOrder }: Shown): string =>
  [
    ...(lost === undefined ? [] : [`${lost} **lost**`]),
    ...(twice === undefined ? [] : [`${twice} **twice**`]),
    ...(early === undefined ? [] : [`${early} too early`]),
    ...(afterAbort === undefined ? [] : [`${afterAbort} after an abort`]),
    ...(outOfOrder === undefined ? [] : [`${outOfOrder} out of order`]),
  ].join(', ')
