import { expect, it } from 'vitest'
import { deviationsOf } from '../../src/reference/editions.ts'
import { circumstances } from './circumstances.ts'
import { describeCauses, describeTable } from './describe-audit.ts'
import { rowFaults, searchRowFaults } from './search-row-faults.ts'

const bounds = { partitions: 1, epochs: 1, rows: 1, restarts: 1, strikes: 1 }
const sink = 'both are kept'
const cells = circumstances
  .filter(({ name }) => name === 'nothing but stops and restarts' || name.startsWith('the log of'))
  .flatMap((circumstance) => rowFaults.map((of) => ({ of, sink, circumstance, bounds, cleanLog: false }) as const))
  .map((search) => ({ search, result: searchRowFaults(search, deviationsOf('spark-2.4')) }))

it('an audit shows each distinct cause once, however many cells have it', () => {
  const text = describeCauses(cells)
  const numbers = text.match(/^\(\d+\)/gm) ?? []
  expect(numbers.length).toBeGreaterThan(0)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(text).toMatch(
    /^\(1\) row-0-0 is duplicated \(the log of .* cannot be written; sink: both are kept\):\n {4}the write is executed/,
  )
})

it('the table of an audit names the cause of each fault, and calls the other cells safe', () => {
  const text = describeTable(cells, [sink])
  expect(text).toMatch(/nothing but stops and restarts +│ safe/)
  expect(text).toMatch(/the log of commits cannot be written +│ duplicated \(\d\)/)
})

it('the table of an interrupted audit says which cells were not searched', () => {
  expect(describeTable(cells.slice(0, 2), [sink, 'the last wins'])).toMatch(/safe +│ not searched/)
})

it('the table of an audit that was interrupted between two searches of a cell does not call the cell safe', () => {
  const [lost] = cells
  expect(describeTable(lost === undefined ? [] : [lost], [sink])).not.toMatch(/safe/)
})
