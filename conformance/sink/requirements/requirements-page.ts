import { sinkRequirements } from './registry.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// The table of docs/sink.md, made from the records.

const begin = '<!-- requirements: written by `npm run sink:draw` -->'
const end = '<!-- /requirements -->'

/** The page with the table as it is to be. */
export function withRequirements(page: string): string {
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n${requirementsTable()}\n${end}${after}`
}

const requirementsTable = (): string =>
  [
    '| id | of whom | level | says | Javadoc | since |',
    '|---|---|---|---|---|---|',
    ...sinkRequirements.map(line),
  ].join('\n')

const line = ({ id, owedBy, level, says, source, since }: SinkRequirement): string =>
  `| ${id} | ${owedBy === 'spark' ? 'Spark' : 'sink'} | ${level} | ${says} | ${placeOf(source)} | ${since} |`

const placeOf = ({ file, method }: SinkRequirement['source']): string =>
  method === undefined ? `\`${file}\`` : `\`${file}.${method}\``
