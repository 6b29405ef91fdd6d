import { batchScenarios, sinkScenarios } from '../features/kit-scenarios.ts'
import { sinkFaults } from '../verdict/faults.ts'

// The table of docs/sink.md, made from the features.

const begin = '<!-- scenarios: written by `npm run sink:draw` -->'
const end = '<!-- /scenarios -->'

/** The page with the table as it is to be. */
export function withScenarios(page: string): string {
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n${scenariosTable()}\n${end}${after}`
}

/** How many scenarios of each mode are about a fault. */
function scenariosTable(): string {
  const [continuous, batches] = [sinkScenarios(), batchScenarios()]
  const ofFaults = sinkFaults.flatMap((fault) => {
    const counts = [continuous, batches].map((all) => all.filter((one) => one.fault === fault).length)
    return counts.every((count) => count === 0) ? [] : [[fault, ...counts]]
  })
  const rows = [...ofFaults, ['all', continuous.length, batches.length]]
  return [
    '| what fails | continuous | micro-batch |',
    '|---|---|---|',
    ...rows.map((cells) => `| ${cells.map((cell) => (cell === 0 ? '' : cell)).join(' | ')} |`),
  ].join('\n')
}
