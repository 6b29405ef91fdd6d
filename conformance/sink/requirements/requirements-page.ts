import { sinkErrata } from './errata.ts'
import { sinkRequirements } from './registry.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// The tables of docs/sink.md and docs/errata.md, made from the records.

const begin = '<!-- sk: written by `npm run sink:draw` -->'
const end = '<!-- /sk -->'

/** docs/sink.md with its table as it is to be. */
export const withRequirements = (page: string): string => withTable(page, requirementsTable())

/** docs/errata.md with its table as it is to be. */
export const withErrata = (page: string): string => withTable(page, errataTable())

function withTable(page: string, table: readonly string[]): string {
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n${table.join('\n')}\n${end}${after}`
}

const requirementsTable = () => [
  '| id | of whom | level | says | Javadoc | since |',
  '|---|---|---|---|---|---|',
  ...sinkRequirements.map(
    ({ id, owedBy, level, says, source, since }) =>
      `| ${id} | ${owedBy === 'spark' ? 'Spark' : 'sink'} | ${level} | ${says} | ${placeOf(source)} | ${since} |`,
  ),
]

const errataTable = () => [
  '| requirement | Javadoc | says | Spark in continuous mode | measured in |',
  '|---|---|---|---|---|',
  ...sinkErrata.map(({ id, does, measuredIn }) => {
    const requirement = sinkRequirements.find((each) => each.id === id)
    if (requirement === undefined) throw new Error(`no requirement ${id}`)
    return `| ${id} | ${placeOf(requirement.source)} | ${requirement.says} | ${does} | ${measuredIn.join(', ')} |`
  }),
]

const placeOf = ({ file, method }: SinkRequirement['source']): string =>
  method === undefined ? `\`${file}\`` : `\`${file}.${method}\``
