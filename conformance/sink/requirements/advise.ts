import type { RowHarm } from '../verdict/tried-schedule.ts'
import { type AdviceName, adviceByRequirement } from './advice.ts'
import { judgeCase } from './judge-requirements.ts'
import { callsOf, reached, type SinkCase } from './sink-case.ts'

/** What an author can do about what became of these rows in a case. Spark's own losses come first: no sink can help them. */
export function adviceFor(harm: RowHarm, rows: readonly string[], seen: SinkCase): AdviceName {
  const told = toldRows(seen)
  if (
    !seen.isFollowed &&
    harm === 'lost' &&
    told.length > 0 &&
    rows.every((row) => !told.some((commit) => commit.rows.includes(row)))
  )
    return 'never told'
  const violated = new Set(
    judgeCase(seen).flatMap(({ requirement, verdict }) => (verdict.kind === 'violated' ? [requirement.id] : [])),
  )
  const known = adviceByRequirement[harm].find(([id]) => violated.has(id as `SK-${number}`))
  if (known !== undefined) return known[1]
  if (seen.isFollowed && harm !== 'early') return 'forgets the query'
  // The rows of an epoch differ from one commit to the next: replacing them is right, whether the sink ignores the second commit or adds it.
  return told.some(({ epoch, rows: own }) => told.some((other) => other.epoch === epoch && !isSame(own, other.rows)))
    ? 'first commit wins'
    : 'unknown'
}

/** By commit of an epoch that came to the sink: the rows that its messages stand for. */
const toldRows = ({ calls, writers }: SinkCase) =>
  callsOf(calls, 'epoch.commit')
    .filter(reached)
    .map(({ epoch, messages }) => ({
      epoch,
      rows: writers.filter(({ number }) => messages.includes(number)).flatMap(({ rows }) => rows),
    }))

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.toSorted().join('\n') === other.toSorted().join('\n')
