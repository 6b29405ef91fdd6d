import { expect, it } from 'vitest'
import { foretold } from '../foretell.ts'
import { auditCells, harmOf } from './cells.ts'
import { foretellCells } from './measure-cells.ts'
import { readMeasured } from './measured-cells.ts'

const name = 'the log of commits cannot be written'
const wanted = auditCells.filter(({ circumstance, cleanLog }) => circumstance.name === name && cleanLog)

it('Each witness of the audit shows its fault as a schedule of cwc sink, and is the measured one', async () => {
  const { cells, witnesses } = foretellCells('spark-3.5', wanted)
  expect(cells).toEqual(readMeasured().cells.filter((cell) => cell.circumstance === name && cell.cleanLog))
  for (const { witness = '', sink, of } of cells) {
    const schedule = witnesses.get(witness)
    if (schedule === undefined) continue
    expect((await foretold(schedule.planned.run.schedule, 'spark-3.5', sink))[harmOf[of]]).not.toEqual([])
  }
})

it('Each measured sink loses and doubles a row in exactly the cells in which the audit foretells it', () => {
  const { cells, sinks } = readMeasured()
  for (const { kind, witnesses, sampled } of sinks) {
    for (const { witness, sink, of } of cells)
      if (witness !== undefined && sink === kind) expect(witnesses[witness]?.[harmOf[of]]).not.toEqual([])
    for (const { ran, asForetold } of sampled) expect(asForetold).toBe(ran)
  }
})
