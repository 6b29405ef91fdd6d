import { codeSpan } from '../../markdown.ts'
import { fateTable } from './fate-table.ts'
import { generatedTable } from './generated-table.ts'
import type { MeasuredSink } from './measured-sinks.ts'
import { nameOfRun } from './real-runs.ts'
import { notRepeated } from './repetitions.ts'
import { summaryTable } from './summary-table.ts'

// The tables of docs/sinks.md, made from docs/sinks.json. The text around them is written by hand.

/** The page with its tables as they are to be. Throws if a place for one is missing. */
export function withMeasured(page: string, measured: readonly MeasuredSink[]): string {
  const parts = {
    summary: summaryTable(measured),
    continuous: fateTable(measured.filter(({ mode }) => mode === 'continuous')),
    'micro-batch': fateTable(measured.filter(({ mode }) => mode === 'micro-batch')),
    generated: generatedTable(measured),
    repeated: repeatedList(measured),
  }
  return Object.entries(parts).reduce(withPart, page)
}

function withPart(page: string, [name, text]: readonly [string, string]): string {
  const begin = `<!-- ${name}: written by \`npm run sinks:draw\` -->`
  const end = `<!-- /${name} -->`
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`docs/sinks.md: ${begin} … ${end} is wanted`)
  return `${before}${begin}\n${text}\n${end}${after}`
}

/** The commands that ran a case again, whether they have shown the same, and the harms that no command has run again. */
function repeatedList(measured: readonly MeasuredSink[]): string {
  const all = measured.flatMap(({ repeated }) => repeated)
  const same = all.filter(({ isSame }) => isSame)
  const differ = all.filter(({ isSame }) => !isSame).map(({ command }) => `- ${codeSpan(command)} showed other rows.`)
  const missing = measured.flatMap((entry) =>
    notRepeated(entry).map((of) => `- ${codeSpan(nameOfRun(entry))}: ${codeSpan(of)} is still to be repeated.`),
  )
  return [`${same.length} of ${all.length} commands showed the same rows again.`, ...differ, ...missing].join('\n')
}
