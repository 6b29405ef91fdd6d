import { type Column, cellStandings, type Matrix, type MatrixCase, type VerdictCounts } from './matrix.ts'

// Words that the terminal, the Markdown and the page share.

/** The case with this id, as the matrix names it. */
export function caseOf(id: string, { cases }: Matrix): MatrixCase {
  const found = cases.find((one) => one.id === id)
  if (found === undefined) throw new Error(`matrix.json: no case has the id ${id}`)
  return found
}

/** The names of the columns; only the versions if every column is a release of Spark. */
export function titlesOf({ columns }: Matrix): readonly string[] {
  const isAllSpark = columns.every(({ name }) => name.startsWith('spark@'))
  return columns.map(({ name }) => (isAllSpark ? name.slice('spark@'.length) : name))
}

/** `2.4` where that identifies the release: a code host has no room for ten wider columns. */
export function shortTitlesOf(matrix: Matrix): readonly string[] {
  const lines = matrix.columns.map(({ name }) => /^spark@(\d+\.\d+)\.\d+$/.exec(name)?.[1])
  const isEnough = new Set(lines).size === lines.length
  return isEnough && lines.every((line) => line !== undefined) ? lines : titlesOf(matrix)
}

/** Kit, suite and selection in one line, without anything that differs between two runs. */
export function provenance({ kit, suite, selection }: Matrix): string {
  const which = selection === '' ? '' : `, selected by ${selection}`
  return `${kit.name} ${kit.version}, ${suite.scenarios} scenarios${which} (suite ${suite.digest.slice(0, 19)})`
}

/** `250 passed, 3 not-supported`. */
export function describeCounts(counts: VerdictCounts): string {
  const parts = Object.entries(counts).map(([kind, count]) => `${grouped(count)} ${kind}`)
  return parts.length === 0 ? 'none' : parts.join(', ')
}

/** A column's implementation and edition. */
export function describeColumn({ outcome }: Column): string {
  if (outcome.kind === 'not-run') return `not run: ${outcome.reason}`
  const { name, version } = outcome.implementation
  const stopped = outcome.kind === 'stopped' ? '; the run was stopped' : ''
  return `${`${name} ${version}`.trim()}, edition ${outcome.edition}${stopped}`
}

/** `coordinator 10,000 (agrees), task 300 (agrees)`, with the seed. */
export function describeGeneratedOf({ outcome }: Column): string {
  if (outcome.kind === 'not-run' || outcome.generated.length === 0) return 'none'
  const parts = outcome.generated.map(({ role, cases, planned, verdict }) => {
    const of = cases === planned ? '' : ` of ${grouped(planned)}`
    return `${role} ${grouped(cases)}${of}${verdict === 'agrees' ? '' : ` (${verdict})`}`
  })
  const seeds = [...new Set(outcome.generated.map(({ seed }) => seed))]
  return `${parts.join(', ')}; seed ${seeds.join(', ')}`
}

/** `246 hold, 1 deviates`: only the standings that occur. */
export function describeStandings({ standings }: Pick<Column, 'standings'>): string {
  const parts = cellStandings.flatMap((standing) => {
    const count = standings[standing]
    const [one, several] = shortWords[standing]
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`]
  })
  return parts.join(', ')
}

const shortWords = {
  holds: ['holds', 'hold'],
  deviates: ['deviates', 'deviate'],
  unspecified: ['unspecified', 'unspecified'],
  fails: ['fails', 'fail'],
  'not-observable': ['not observable', 'not observable'],
  'not-supported': ['not supported', 'not supported'],
  'not-run': ['not run', 'not run'],
} as const

/** The columns' titles, neighbours joined: `3.0.3 to 4.2.0`. */
export function describeWhere(names: readonly string[], { columns }: Matrix, titles: readonly string[]): string {
  if (names.length === columns.length && names.length > 1) return 'all'
  const runs: string[][] = []
  let before = -2
  for (const [index, { name }] of columns.entries()) {
    const title = titles[index] ?? name
    if (!names.includes(name)) continue
    if (index === before + 1) runs.at(-1)?.push(title)
    else runs.push([title])
    before = index
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(', '))).join(', ')
}

export const grouped = (number: number): string => number.toLocaleString('en-US')
