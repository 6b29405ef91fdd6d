import { layers } from './layer-rule.ts'

const begin = '<!-- layers: written by `npm run layers` -->'
const end = '<!-- /layers -->'

/** The text of ARCHITECTURE.md with the table of layers as the rule has it. @throws Error if the text has no place for it */
export function withLayerTable(text: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`ARCHITECTURE.md: the lines "${begin}" and "${end}" are wanted`)
  return `${text.slice(0, from + begin.length)}\n${layerTable()}\n${text.slice(to)}`
}

function layerTable(): string {
  const rows = layers.map(({ folder, holds, imports, packages }) => {
    const all = [...imports.map(short), ...packages.map((name) => `*${name.replace(/[:/]$/, '')}*`)]
    return `| \`${folder}\` | ${holds} | ${all.join(', ') || 'nothing'} |`
  })
  return ['| folder | content | may import |', '|---|---|---|', ...rows].join('\n')
}

const short = (folder: string) => folder.replace(/^(?:src|conformance)\//, '')
