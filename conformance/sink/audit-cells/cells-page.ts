import { circumstances } from '../../audit/circumstances.ts'
import { rowFaults } from '../../audit/search-row-faults.ts'
import { type SinkKind, sinkKinds, sinks as whatSinksDo } from '../../audit/sinks.ts'
import { harmOf } from './cells.ts'
import type { ForetoldCell, MeasuredCells, MeasuredSink, Sampled } from './measured-cells.ts'

// The tables of docs/audit-and-sinks.md, made from the measured data.

const begin = '<!-- cells: written by `npm run sink:draw` -->'
const end = '<!-- /cells -->'

/** The page with the tables as they are to be. */
export function withCells(page: string, measured: MeasuredCells): string {
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  const tables = [...summary(measured), ...sinkKinds.flatMap((kind) => cellTable(measured, kind))]
  return `${before}${begin}\n${[...tables, ...witnessTable(measured)].join('\n')}\n${end}${after}`
}

function summary({ spark, size: { drawn, telling, seed }, sinks }: MeasuredCells): readonly string[] {
  const count = (kind: SinkKind, { like }: Sampled) => like[kind]
  return [
    `Spark ${spark}. Per fault, ${drawn + telling} generated schedules with a clean log, seed ${seed}: ${drawn} as they are drawn, and ${telling} that would harm a row`,
    'if the log were not cleaned.',
    '',
    `| sink | kind | the audit's schedules that harm a row in it | generated schedules | ${sinkKinds.map((kind) => `as where ${kind}`).join(' | ')} |`,
    `|${'---|'.repeat(4 + sinkKinds.length)}`,
    ...sinks.map(({ kind, name, witnesses, sampled }) => {
      const all = Object.values(witnesses)
      const harming = all.filter(({ lost, doubled }) => lost.length + doubled.length > 0).length
      const like = sinkKinds.map((each) =>
        inBold(
          total(sampled, (one) => count(each, one)),
          each === kind,
        ),
      )
      return `| ${name} | ${kind} | ${harming} of ${all.length} | ${total(sampled, ({ ran }) => ran)} | ${like.join(' | ')} |`
    }),
    '',
  ]
}

const total = (sampled: readonly Sampled[], count: (one: Sampled) => number) =>
  sampled.reduce((sum, one) => sum + count(one), 0)

const inBold = (count: number, isBold: boolean) => (isBold ? `**${count}**` : String(count))

/** One line per fault: the cells with a clean log, and with the log as Spark leaves it. */
function cellTable(measured: MeasuredCells, kind: SinkKind): readonly string[] {
  const sink = measured.sinks.find((each) => each.kind === kind)
  const name = sink?.name ?? 'not measured'
  return [
    `### ${capitalized(kind)}: ${name}`,
    '',
    `${capitalized(whatSinksDo[kind])}.`,
    '',
    `| fault, besides stops and restarts | clean log: the model | ${name} | log as Spark leaves it: the model | ${name} |`,
    '|---|---|---|---|---|',
    ...circumstances.map(({ name: fault }) => {
      const cells = [true, false].flatMap((cleanLog) => {
        const found = foundCells(measured, { circumstance: fault, cleanLog, sink: kind })
        const sampled = cleanLog ? sink?.sampled.find(({ circumstance }) => circumstance === fault) : undefined
        return [foretoldText(measured, found), sink === undefined ? '–' : seenText(measured, found, sink, sampled)]
      })
      return `| ${fault} | ${cells.join(' | ')} |`
    }),
    '',
  ]
}

const capitalized = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

/** The cells of a fault and a kind of sink for which the audit has a schedule. */
const foundCells = (
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

const foretoldText = (measured: MeasuredCells, found: readonly ForetoldCell[]): string =>
  found.length === 0
    ? 'safe'
    : found.map(({ of, witness }) => `**${harmWords[of]}** (${numberOf(measured, witness)})`).join(', ')

function seenText(
  measured: MeasuredCells,
  found: readonly ForetoldCell[],
  { kind, witnesses }: MeasuredSink,
  sampled: Sampled | undefined,
): string {
  const shown = found.map(({ of, witness = '' }) => {
    const isShown = (witnesses[witness]?.[harmOf[of]] ?? []).length > 0
    return `${isShown ? '' : 'not '}**${harmWords[of]}** (${numberOf(measured, witness)})`
  })
  const parts = [
    ...(shown.length === 0 ? [] : [shown.join(', ')]),
    ...(sampled === undefined ? [] : [ofSample(sampled, kind)]),
  ]
  return parts.length === 0 ? 'not measured' : parts.join('; ')
}

function ofSample({ ran, lost, doubled, like }: Sampled, kind: SinkKind): string {
  const harms = [...(lost === 0 ? [] : [`${lost} lose a row`]), ...(doubled === 0 ? [] : [`${doubled} double one`])]
  return `${like[kind]} of ${ran} as foretold, ${harms.length === 0 ? 'none harms a row' : harms.join(', ')}`
}

/** The tokens in the order of the tables. */
const tokensOf = ({ cells }: MeasuredCells): readonly string[] => {
  const inOrder = sinkKinds.flatMap((kind) =>
    [true, false].flatMap((isClean) => cells.filter(({ sink, cleanLog }) => sink === kind && cleanLog === isClean)),
  )
  return [...new Set(inOrder.flatMap(({ witness }) => witness ?? []))]
}

const numberOf = (measured: MeasuredCells, token = ''): number => tokensOf(measured).indexOf(token) + 1

function witnessTable(measured: MeasuredCells): readonly string[] {
  const { sinks } = measured
  return [
    "### The audit's schedules",
    '',
    'A sink runs those that are foretold for its kind.',
    '',
    `| number | token | ${sinks.map(({ name }) => name).join(' | ')} |`,
    `|${'---|'.repeat(2 + sinks.length)}`,
    ...tokensOf(measured).map((token, at) => {
      const outcomes = sinks.map(({ witnesses }) => outcomeText(witnesses[token]))
      return `| ${at + 1} | \`${token}\` | ${outcomes.join(' | ')} |`
    }),
  ]
}

function outcomeText(outcome: MeasuredSink['witnesses'][string] | undefined): string {
  if (outcome === undefined) return '–'
  const said = rowFaults.flatMap((of) => {
    const rows = outcome[harmOf[of]]
    return rows.length === 0 ? [] : [`${rows.join(' ')} ${harmWords[of]}`]
  })
  return said.length === 0 ? 'each row once' : said.join(', ')
}
