import { circumstances } from '../../audit/circumstances.ts'
import { rowFaults } from '../../audit/search-row-faults.ts'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import { harmOf } from './cells.ts'
import type { ForetoldCell, MeasuredCells, MeasuredSink, Sampled } from './measured-cells.ts'

// The tables of docs/audit-and-sinks.md, made from the measured data.

const begin = '<!-- cells: written by `npm run sink:draw` -->'
const end = '<!-- /cells -->'

/** The page with the tables as they are to be. */
export function withCells(page: string, measured: MeasuredCells): string {
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n${tables(measured).join('\n')}\n${end}${after}`
}

const tables = (measured: MeasuredCells): readonly string[] => [
  ...summary(measured),
  '',
  '### With a clean offset log',
  '',
  ...cellTable(measured, true),
  '',
  '### With the offset log as Spark leaves it',
  '',
  ...cellTable(measured, false),
  '',
  "### The audit's schedules",
  '',
  ...witnessTable(measured),
]

function summary({ spark, seed, sinks }: MeasuredCells): readonly string[] {
  return [
    `Spark ${spark}, seed ${seed} of the generated schedules:`,
    '',
    "| kind of sink | measured | the audit's schedules that harm a row as foretold | generated schedules that do as foretold |",
    '|---|---|---|---|',
    ...sinks.map((sink) => {
      const { kind, name, witnesses, sampled } = sink
      const all = Object.values(witnesses)
      const harming = all.filter(({ lost, doubled }) => lost.length + doubled.length > 0).length
      return `| ${kind} | ${name} | ${harming} of ${all.length} | ${sum(sampled, 'asForetold')} of ${sum(sampled, 'ran')} |`
    }),
  ]
}

const sum = (sampled: readonly Sampled[], of: 'asForetold' | 'ran') =>
  sampled.reduce((total, { [of]: count }) => total + count, 0)

function cellTable(measured: MeasuredCells, cleanLog: boolean): readonly string[] {
  const sinks = sinkKinds.map((kind) => ({ kind, sink: measured.sinks.find((each) => each.kind === kind) }))
  const heads = sinks.flatMap(({ kind, sink }) => [`${kind}: the model`, sink?.name ?? 'not measured'])
  return [
    `| fault, besides stops and restarts | ${heads.join(' | ')} |`,
    `|${'---|'.repeat(1 + heads.length)}`,
    ...circumstances.map(({ name }) => {
      const cells = sinks.flatMap(({ kind, sink }) => {
        const foretold = cellsOf(measured, { circumstance: name, cleanLog, sink: kind })
        const sampled = cleanLog ? sink?.sampled.find(({ circumstance }) => circumstance === name) : undefined
        return [
          foretoldText(measured, foretold),
          sink === undefined ? '–' : seenText(measured, foretold, sink, sampled),
        ]
      })
      return `| ${name} | ${cells.join(' | ')} |`
    }),
  ]
}

/** The cells of a fault and a kind of sink that have a schedule. */
const cellsOf = (
  { cells }: MeasuredCells,
  wanted: { readonly circumstance: string; readonly cleanLog: boolean; readonly sink: SinkKind },
) =>
  cells.filter(
    ({ circumstance, cleanLog, sink, witness }) =>
      circumstance === wanted.circumstance &&
      cleanLog === wanted.cleanLog &&
      sink === wanted.sink &&
      witness !== undefined,
  )

const harmWords = { lost: 'lost', duplicated: 'twice' } as const

function foretoldText(measured: MeasuredCells, foretold: readonly ForetoldCell[]): string {
  if (foretold.length === 0) return 'safe'
  return foretold.map((cell) => `**${harmWords[cell.of]}** (${numberOf(measured, cell.witness)})`).join(', ')
}

function seenText(
  measured: MeasuredCells,
  foretold: readonly ForetoldCell[],
  { witnesses }: MeasuredSink,
  sampled: Sampled | undefined,
): string {
  const shown = foretold.map(({ of, witness = '' }) => {
    const isShown = (witnesses[witness]?.[harmOf[of]] ?? []).length > 0
    return `${isShown ? '' : 'not '}**${harmWords[of]}** (${numberOf(measured, witness)})`
  })
  const parts = [
    ...(shown.length === 0 ? [] : [shown.join(', ')]),
    ...(sampled === undefined ? [] : [ofSample(sampled)]),
  ]
  return parts.length === 0 ? 'not tried' : parts.join('; ')
}

function ofSample({ ran, lost, doubled, asForetold }: Sampled): string {
  const harms = [...(lost === 0 ? [] : [`${lost} lose a row`]), ...(doubled === 0 ? [] : [`${doubled} double one`])]
  return `${asForetold} of ${ran} as foretold, ${harms.length === 0 ? 'none harms a row' : harms.join(', ')}`
}

/** The tokens in the order of the tables. */
const tokensOf = ({ cells }: MeasuredCells): readonly string[] => {
  const clean = (isClean: boolean) => cells.filter(({ cleanLog }) => cleanLog === isClean)
  return [...new Set([...clean(true), ...clean(false)].flatMap(({ witness }) => witness ?? []))]
}

const numberOf = (measured: MeasuredCells, token = ''): number => tokensOf(measured).indexOf(token) + 1

function witnessTable(measured: MeasuredCells): readonly string[] {
  const { sinks } = measured
  return [
    `| number | token | ${sinks.map(({ name }) => name).join(' | ')} |`,
    `|${'---|'.repeat(2 + sinks.length)}`,
    ...tokensOf(measured).map((token, at) => {
      const outcomes = sinks.map(({ witnesses }) => outcomeText(witnesses[token]))
      return `| ${at + 1} | \`${token}\` | ${outcomes.join(' | ')} |`
    }),
  ]
}

function outcomeText(outcome: MeasuredSink['witnesses'][string] | undefined): string {
  if (outcome === undefined) return 'of another kind'
  const said = rowFaults.flatMap((of) => {
    const rows = outcome[harmOf[of]]
    return rows.length === 0 ? [] : [`${rows.join(' ')} ${harmWords[of]}`]
  })
  return said.length === 0 ? 'each row once' : said.join(', ')
}
