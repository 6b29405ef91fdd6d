import { describe, expect, it } from 'vitest'
import { circumstances } from '../../audit/circumstances.ts'
import { sinkKinds } from '../../audit/sinks.ts'
import { foretold } from '../model/foretell.ts'
import { modelSink } from '../model/model-sink.ts'
import { auditCells, harmOf } from './cells.ts'
import { foretellCells, type MeasuredPart, measureSink } from './measure-cells.ts'
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

describe('a sink that is measured', () => {
  const { size, cells, sinks } = readMeasured()

  it.each(sinks)(
    'loses or doubles a row in each cell in which the audit foretells it: $name',
    ({ kind, witnesses }) => {
      for (const { witness, sink, of } of cells)
        if (witness !== undefined && sink === kind)
          expect(witnesses[witness]?.[harmOf[of]] ?? [], witness).not.toEqual([])
    },
  )

  it.each(sinks)('does as foretold in each generated schedule: $name', ({ kind, sampled }) => {
    expect(sampled.map(({ circumstance }) => circumstance)).toEqual(circumstances.map((one) => one.name))
    for (const { circumstance, ran, like } of sampled) {
      expect(ran, circumstance).toBe(size.drawn + size.telling)
      expect(like[kind], circumstance).toBe(ran)
    }
  })

  it('shows each row as often as a task has written it, and does no commit, where rows are visible when written', () => {
    const own = sinks.find(({ kind }) => kind === 'rows are visible when written')
    for (const { circumstance, ran, asWritten } of own?.sampled ?? []) expect(asWritten, circumstance).toBe(ran)
  })

  it('is of each kind', () => {
    expect(sinks.map(({ kind }) => kind)).toEqual(sinkKinds)
  })
})

describe('a measurement', () => {
  const foretoldCells = foretellCells('spark-3.5', wanted)

  /** All parts, until the schedule of this number has been run. */
  async function measured(last = Number.POSITIVE_INFINITY, known?: MeasuredPart) {
    const interrupted = new AbortController()
    let tried = 0
    const measurement = measureSink(
      foretoldCells,
      {
        driver: modelSink('spark-3.5', 'both are kept'),
        edition: 'spark-3.5',
        kind: 'both are kept',
        size: { drawn: 1, telling: 1, seed: 1 },
        signal: interrupted.signal,
        onTried() {
          tried += 1
          if (tried === last) interrupted.abort()
        },
      },
      known,
    )
    const parts: MeasuredPart[] = []
    try {
      for await (const part of measurement) parts.push(part)
    } catch (error) {
      if (!interrupted.signal.aborted) throw error
    }
    return { parts, tried }
  }

  it('that is interrupted keeps the circumstances that are finished, and goes on behind them', async () => {
    const whole = await measured()
    expect(whole.parts.length).toBe(1 + circumstances.length)
    // One of the audit's schedules, two circumstances of two schedules, and the first one of the third.
    const { parts } = await measured(1 + 2 + 2 + 1)
    expect(parts.at(-1)?.sampled.length).toBe(2)
    const rest = await measured(undefined, parts.at(-1))
    expect(rest.parts.at(-1)).toEqual(whole.parts.at(-1))
    expect(rest.tried).toBe(whole.tried - 1 - 2 - 2)
  })
})
