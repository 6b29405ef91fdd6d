import { sinkErrata } from './errata.ts'
import { type NotJudged, notJudged } from './not-judged.ts'
import { sinkRequirements } from './registry.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// The tables of docs/sink.md and docs/errata.md, made from the records.

const begin = '<!-- sk: written by `npm run sink:draw` -->'
const end = '<!-- /sk -->'

/** docs/sink.md with its table as it is to be. */
export const withRequirements = (page: string): string => withTable(page, [...requirementsTable(), ...notJudgedTable()])

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
      `| ${id} | ${nameOf(owedBy)} | ${level} | ${says} | ${placeOf(source)} | ${since} |`,
  ),
]

const notJudgedTable = () => [
  '',
  'What it cannot see:',
  '',
  '| id | of whom | says | Javadoc | why it is not judged |',
  '|---|---|---|---|---|',
  ...notJudged.map(
    ({ id, owedBy, says, source, why }) => `| ${id} | ${nameOf(owedBy)} | ${says} | ${placeOf(source)} | ${why} |`,
  ),
]

const nameOf = (owedBy: SinkRequirement['owedBy']): string => (owedBy === 'spark' ? 'Spark' : 'sink')

const errataTable = () => [
  '| requirement | Javadoc | says | mode | what Spark does | measured in |',
  '|---|---|---|---|---|---|',
  ...sinkErrata.map(({ id, mode, does, measuredIn }) => {
    const requirement = sinkRequirements.find((each) => each.id === id)
    if (requirement === undefined) throw new Error(`no requirement ${id}`)
    return `| ${id} | ${placeOf(requirement.source)} | ${requirement.says} | ${mode} | ${does} | ${measuredIn.join(', ')} |`
  }),
]

const placeOf = ({ file, method }: NotJudged['source']): string =>
  method === undefined ? `\`${file}\`` : `\`${file}.${method}\``
