import type { RowHarm } from '../verdict/tried-schedule.ts'
import { type AdviceName, adviceByRequirement } from './advice.ts'
import { judgeCase } from './judge-requirements.ts'
import { callsOf, reached, type SinkCase, worked } from './sink-case.ts'

/** What an author can do about what became of these rows in a case. Spark's own losses come first: no sink can help them. */
export function adviceFor(harm: RowHarm, rows: readonly string[], seen: SinkCase): AdviceName {
  const told = toldRows(seen)
  // A commit that threw need not have shown its rows, and the last one of an epoch replaces the others.
  const done = told.filter(
    ({ worked, epoch }, at) => worked && !told.some((other, i) => i > at && other.epoch === epoch && other.worked),
  )
  if (
    !seen.isFollowed &&
    harm === 'lost' &&
    told.length > 0 &&
    rows.every((row) => !done.some((commit) => commit.rows.includes(row)))
  )
    return 'never told'
  if (harm === 'early' && rows.every((row) => isShownByFailedCommit(row, seen, told))) return 'commit in parts'
  const violated = new Set(
    judgeCase(seen).flatMap(({ requirement, verdict }) => (verdict.kind === 'violated' ? [requirement.id] : [])),
  )
  const known = adviceByRequirement[harm].find(([id]) => violated.has(id as `SK-${number}`))
  if (known !== undefined) return known[1]
  if (seen.isFollowed && harm !== 'early') return 'forgets the query'
  return rows.some((row) => isOfFirstCommit(harm, row, told)) ? 'first commit wins' : 'unknown'
}

/** Whether the row is as an earlier commit of its epoch left it: missing though the last one has it, or there though the last one has it no more. */
function isOfFirstCommit(harm: RowHarm, row: string, told: readonly ToldCommit[]): boolean {
  return told.some(({ epoch, rows, worked }, index) => {
    const before = told.slice(0, index).filter((other) => other.epoch === epoch)
    const [has, had] = [rows.includes(row), before.some((other) => other.rows.includes(row))]
    return worked && before.length > 0 && (harm === 'lost' ? has && !had : !has && had)
  })
}

/** Whether the row is first seen behind a commit of its epoch that threw. */
function isShownByFailedCommit(row: string, { moments }: SinkCase, told: readonly ToldCommit[]): boolean {
  const step = moments.findIndex((moment) => moment.rows.includes(row)) + 1
  return told.some((commit) => commit.step === step && !commit.worked && commit.rows.includes(row))
}

interface ToldCommit {
  readonly epoch: number
  readonly step: number
  readonly worked: boolean
  readonly rows: readonly string[]
}

/** By commit of an epoch that came to the sink: the rows that its messages stand for. */
const toldRows = ({ calls, writers }: SinkCase): readonly ToldCommit[] =>
  callsOf(calls, 'epoch.commit')
    .filter(reached)
    .map((call) => ({
      epoch: call.epoch,
      step: call.step,
      worked: worked(call),
      rows: writers.filter(({ number }) => call.messages.includes(number)).flatMap(({ rows }) => rows),
    }))
