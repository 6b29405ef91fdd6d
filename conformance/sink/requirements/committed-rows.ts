import { withoutCase } from '../file/without-case.ts'
import { broken, type Finding, kept, keptIf } from './finding.ts'
import { callsOf, named, reached, type Seen, type SinkCase, type Writer, worked } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// What a sink owes of the rows that it was told to commit.

/** A commit of an epoch, and the rows that its messages stand for. */
interface Told {
  readonly call: Seen<'epoch.commit'>
  readonly writers: readonly Writer[]
  readonly rows: readonly string[]
  /** The commits of the same epoch before it. */
  readonly before: readonly Seen<'epoch.commit'>[]
}

function told({ calls, writers }: SinkCase): readonly Told[] {
  const commits = callsOf(calls, 'epoch.commit').filter(reached)
  return commits.map((call) => {
    const named = writers.filter(({ number }) => call.messages.includes(number))
    const before = commits.filter(({ epoch, at }) => epoch === call.epoch && at < call.at)
    return { call, writers: named, rows: named.flatMap(({ rows }) => rows), before }
  })
}

/** Of commits that did what they were to do, the first of each epoch, with rows. */
const firsts = (seen: SinkCase): readonly Told[] =>
  told(seen).filter(({ call, before, rows }) => worked(call) && before.length === 0 && rows.length > 0)

/** Where the sink was not read behind the step, what the next reader saw. */
const rowsAfter = ({ moments }: SinkCase, step: number): readonly string[] =>
  moments.slice(step - 1).find(({ isUnread }) => isUnread !== true)?.rows ?? []
const copies = (rows: readonly string[], value: string): number => rows.filter((row) => row === value).length

function* showsCommitted(seen: SinkCase): Iterable<Finding> {
  for (const { call, rows } of firsts(seen)) {
    const missing = rows.filter((row) => !rowsAfter(seen, call.step).includes(row))
    yield keptIf(missing.length === 0, call.step, `epoch ${call.epoch} was committed without ${missing.join(', ')}`)
  }
}

function* repeatsNothing(seen: SinkCase): Iterable<Finding> {
  const all = told(seen)
  for (const { call, rows, before: commits } of all) {
    const isSame = all
      .filter((other) => commits.includes(other.call))
      .every((other) => other.rows.toSorted().join('\n') === rows.toSorted().join('\n'))
    if (commits.length === 0 || rows.length === 0 || !isSame) continue
    const own = seen.ownErrors.find(({ at }) => at === call.at)
    if (own !== undefined)
      yield broken(
        call.step,
        `epoch ${call.epoch} was committed again with the same rows, and the commit threw ${withoutCase(own.error)}`,
      )
    if (!worked(call)) continue
    const [earlier, now] = [rowsAfter(seen, call.step - 1), rowsAfter(seen, call.step)]
    const wrong = rows.find((row) => {
      const [before, after] = [copies(earlier, row), copies(now, row)]
      return (before > 0 && after === 0) || after > Math.max(1, before)
    })
    const because = `epoch ${call.epoch} was committed again with the same rows, and ${wrong} is there ${copies(now, wrong ?? '')} times`
    yield keptIf(wrong === undefined, call.step, because)
  }
}

function* copiesRows(seen: SinkCase): Iterable<Finding> {
  for (const { call, writers } of firsts(seen))
    for (const writer of writers) {
      if (!callsOf(writer.calls, 'write').some(({ sameObject }) => sameObject)) continue
      const now = rowsAfter(seen, call.step)
      const missing = writer.rows.find((row) => !now.includes(row))
      const instead = writer.rows.find((row) => copies(now, row) > copies(writer.rows, row))
      if (missing === undefined) yield kept(call.step)
      else if (instead !== undefined)
        yield broken(call.step, `${named(writer)} has ${instead} in place of ${missing}: both came in the same object`)
    }
}

function* worksBesideOthers(seen: SinkCase): Iterable<Finding> {
  const written = seen.writers.flatMap(({ rows }) => rows)
  for (const { call, writers } of firsts(seen)) {
    const { epoch, step } = call
    const others = seen.writers.filter(
      (writer) => writer.epoch === epoch && writer.made.at < call.at && writer.rows.length > 0,
    )
    if (others.length < 2) continue
    const now = rowsAfter(seen, step)
    // More copies than writers have written of it: one of them took the rows of another for its own.
    const isRight = (row: string) => now.includes(row) && copies(now, row) <= copies(written, row)
    const hurt = writers.find(({ rows }) => !rows.every(isRight))
    const row = hurt?.rows.find((each) => !isRight(each)) ?? ''
    const because = `${others.length} writers wrote rows of epoch ${epoch}, and ${row} is there ${copies(now, row)} times`
    yield keptIf(hurt === undefined, step, because)
  }
}

function* onlyAppends(seen: SinkCase): Iterable<Finding> {
  const all = told(seen)
  for (const [index, { calls }] of seen.moments.entries()) {
    const step = index + 1
    const again = calls.flatMap((call) => (call.kind === 'epoch.commit' ? [call.epoch] : []))
    // The commit of an epoch may replace what an earlier commit of it has left.
    const older = all.filter(({ call }) => call.step < step && !again.includes(call.epoch)).flatMap(({ rows }) => rows)
    const standing = [...new Set(older)].filter((row) => rowsAfter(seen, step - 1).includes(row))
    const gone = standing.find((row) => !rowsAfter(seen, step).includes(row))
    if (gone !== undefined) yield broken(step, `${gone} was there before the step, and is gone`)
    else if (standing.length > 0 && calls.some(({ kind }) => kind === 'epoch.commit' || kind === 'new-write'))
      yield kept(step)
  }
}

export const ofCommittedRows: readonly SinkRequirement[] = [
  {
    id: 'SK-33',
    owedBy: 'sink',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'commit' },
    since: '3.0',
    says: 'After the first commit of an epoch, readers see each row of the writers whose messages it has.',
    intent: 'Spark never gives these rows again once it has noted the commit.',
    judge: showsCommitted,
  },
  {
    id: 'SK-34',
    owedBy: 'sink',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'commit' },
    since: '3.0',
    says: 'For exactly-once, another commit of an epoch with the same rows succeeds, and changes nothing that readers see.',
    intent: 'A query that died before it noted a commit repeats it.',
    judge: repeatsNothing,
  },
  {
    id: 'SK-35',
    owedBy: 'sink',
    level: 'must',
    source: { file: 'StreamingDataWriterFactory', method: 'createWriter' },
    since: '3.0',
    says: 'A writer that keeps rows copies them, because Spark passes the same object again with the next row in it.',
    intent: 'The last row would stand in the place of all others.',
    judge: copiesRows,
  },
  {
    id: 'SK-36',
    owedBy: 'sink',
    level: 'should',
    source: { file: 'DataWriter' },
    since: '3.0',
    says: 'Writers of several partitions, and of several attempts, do not get into the way of each other.',
    intent: 'What one of them removes or overwrites is not the work of another.',
    judge: worksBesideOthers,
  },
  {
    id: 'SK-38',
    owedBy: 'sink',
    level: 'must',
    source: { file: 'WriteBuilder' },
    since: '3.0',
    says: 'A write appends: rows of other epochs stay.',
    intent: 'Spark does not write them again.',
    judge: onlyAppends,
  },
]
