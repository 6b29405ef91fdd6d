import { expect, it } from 'vitest'
import { foretold } from '../model/foretell.ts'
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

it('Each measured sink loses or doubles a row in each cell in which the audit foretells it, and does as foretold in each generated schedule', () => {
  const { runs, cells, sinks } = readMeasured()
  for (const { kind, witnesses, sampled } of sinks) {
    for (const { witness, sink, of } of cells)
      if (witness !== undefined && sink === kind)
        expect(witnesses[witness]?.[harmOf[of]] ?? [], witness).not.toEqual([])
    for (const { circumstance, ran, asForetold } of sampled) {
      expect(ran, circumstance).toBe(runs)
      expect(asForetold, circumstance).toBe(ran)
    }
  }
})
