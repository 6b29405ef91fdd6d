import Table from 'cli-table3'
import { counted } from '../../counted.ts'
import { visible } from '../../visible.ts'
import type { FaultCell, FaultRow, ShownHarm } from '../answer/fault-table.ts'
import { type AdviceName, advice } from '../requirements/advice.ts'
import type { RowHarm } from '../verdict/tried-schedule.ts'

export const harmWords: Readonly<Record<RowHarm, string>> = { lost: 'lost', doubled: 'twice', early: 'too early' }

/** What is guaranteed when each fault strikes, with the shortest schedule that shows less. Below, what an author can do. */
export function describeFaultTable(rows: readonly FaultRow[]): string {
  const table = new Table({
    head: ['when', 'the sink alone', 'with Spark as it is', 'shortest schedule that shows less'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colWidths: [40, 16, 21, 56],
    wordWrap: true,
  })
  const names = [...new Set(rows.flatMap((row) => shownIn(row).map(({ shown }) => shown.advice)))]
  for (const row of rows) {
    const shown = shownIn(row).map((each) => describeShown(each, names))
    table.push([row.fault, guaranteeIn(row.sinkAlone), guaranteeIn(row.withSpark), shown.join('\n')])
  }
  const notes = names.map((name, at) => `(${letterOf(at)}) ${advice[name].says} ${advice[name].more}`)
  return [table.toString(), ...notes].join('\n')
}

/** A harm of a row of the table, and whether it takes more than what Spark documents. */
export interface ShownInRow {
  readonly shown: ShownHarm
  readonly isSparks: boolean
}

/** Each shortest schedule of a row once: a schedule of a sink alone is one with Spark as it is, too. */
export function shownIn({ sinkAlone, withSpark }: FaultRow): readonly ShownInRow[] {
  const alone = sinkAlone?.shown ?? []
  const others = withSpark.shown.filter(({ harm, by }) => !alone.some((one) => one.harm === harm && one.by === by))
  return [...alone.map((shown) => ({ shown, isSparks: false })), ...others.map((shown) => ({ shown, isSparks: true }))]
}

export const guaranteeIn = (cell: FaultCell | undefined): string =>
  cell === undefined ? '' : (cell.guarantee ?? 'cannot tell')

function describeShown({ shown, isSparks }: ShownInRow, names: readonly AdviceName[]): string {
  const star = isSparks ? ' *' : ''
  const note = letterOf(names.indexOf(shown.advice))
  return `${harmWords[shown.harm]}${star}: ${visible(shown.by)}, ${counted(shown.steps, 'step')} (${note})`
}

const letterOf = (at: number) => String.fromCharCode('a'.charCodeAt(0) + at)
