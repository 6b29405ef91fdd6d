import { expect, it } from 'vitest'
import { foretold } from '../model/foretell.ts'
import { auditCells, harmOf } from './cells.ts'
import { foretellCells } from './measure-cells.ts'
import { readMeasured } from './measured-cells.ts'

it('All cells are those that were measured, and the schedule of each shows its fault', async () => {
  const { cells, witnesses } = foretellCells('spark-3.5')
  expect(cells.length).toBe(auditCells.length)
  expect(cells).toEqual(readMeasured().cells)
  for (const { witness, sink, of } of cells) {
    if (witness === undefined) continue
    const schedule = witnesses.get(witness)
    if (schedule === undefined) throw new Error(`${witness} has no schedule`)
    const rows = await foretold(schedule.planned.run.schedule, 'spark-3.5', sink)
    expect(rows[harmOf[of]], witness).not.toEqual([])
  }
})
