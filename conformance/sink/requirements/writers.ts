import { broken, type Finding, kept, keptIf } from './finding.ts'
import { callsOf, failed, named, type Run, type SinkCase, type Writer } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// The writers that Spark makes, and the rows that it gives them. What it owes one of them is in `one-writer.ts`.

/** Each writer of a partition with the one that follows it in the same run. */
function* pairs({ runs }: SinkCase): Iterable<readonly [Writer, Writer]> {
  for (const run of runs)
    for (const partition of partitionsOf(run)) {
      const writers = run.writers.filter((writer) => writer.partition === partition)
      for (const [index, writer] of writers.entries()) {
        const next = writers[index + 1]
        if (next !== undefined) yield [writer, next]
      }
    }
}

const partitionsOf = ({ writers }: Run): readonly number[] => [...new Set(writers.map(({ partition }) => partition))]

function* epochByEpoch(seen: SinkCase): Iterable<Finding> {
  for (const [writer, next] of pairs(seen)) {
    const isNext = next.epoch === writer.epoch || next.epoch === writer.epoch + 1
    yield keptIf(isNext, next.made.step, `${named(next)} follows that of epoch ${writer.epoch}`)
  }
}

function* newTaskId({ writers }: SinkCase): Iterable<Finding> {
  for (const [index, writer] of writers.entries()) {
    const { made } = writer
    const earlier = writers
      .slice(0, index)
      .filter(({ partition, epoch }) => partition === writer.partition && epoch === writer.epoch)
    if (earlier.length === 0) continue
    const isNew = earlier.every((other) => other.made.taskId !== made.taskId)
    yield keptIf(isNew, made.step, `${named(writer)} was made twice with task id ${made.taskId}`)
  }
}

function* eachRow({ moments, calls, writers, readsAtOnce }: SinkCase): Iterable<Finding> {
  if (!readsAtOnce) return
  for (const [index, { action, events }] of moments.entries()) {
    if (action.kind !== 'row') continue
    const step = index + 1
    const ofPartition = writers.filter(({ partition }) => partition === action.partition).map(({ number }) => number)
    const written = calls.flatMap((call) =>
      call.kind === 'write' && call.step === step && ofPartition.includes(call.writer) ? [call.value] : [],
    )
    // A task that has failed reads no further.
    if (written.length === 0 && events.some(({ kind }) => kind === 'task-failed')) continue
    const isOnce = written.length === 1 && written[0] === action.value
    yield keptIf(isOnce, step, `the source gave ${action.value}, and ${written.join(', ') || 'nothing'} was written`)
  }
}

function* committedAtItsEnd(seen: SinkCase): Iterable<Finding> {
  for (const [writer, next] of pairs(seen)) {
    if (next.epoch === writer.epoch || [writer.made, ...writer.calls].some(failed)) continue
    const commit = writer.calls.find(({ kind }) => kind === 'commit')
    const isBefore = commit !== undefined && commit.at < next.made.at
    yield keptIf(isBefore, next.made.step, `${named(writer)} was not committed before that of epoch ${next.epoch}`)
  }
}

function* onlyOneCommits({ calls, writers }: SinkCase): Iterable<Finding> {
  // A query that is interrupted begins another job by itself: it has a factory of its own.
  const jobOf = ({ made }: Writer) => callsOf(calls, 'create-writer-factory').filter(({ at }) => at < made.at).length
  const committed = new Set<string>()
  for (const writer of writers)
    for (const call of writer.calls) {
      if (call.kind !== 'commit' || failed(call)) continue
      const key = [jobOf(writer), writer.partition, writer.epoch].join(' ')
      yield committed.has(key) ? broken(call.step, `${named(writer)} is the second that committed`) : kept(call.step)
      committed.add(key)
    }
}

export const ofWriters: readonly SinkRequirement[] = [
  {
    id: 'SK-4',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingDataWriterFactory', method: 'createWriter' },
    since: '3.0',
    says: 'In a run, each partition has a writer for each epoch, in the order of the epochs.',
    intent: 'A sink can order what it has written by the epoch.',
    judge: epochByEpoch,
  },
  {
    id: 'SK-5',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter' },
    since: '3.0',
    says: 'Another writer for the same partition and epoch has another task id.',
    intent: 'Sinks name files and transactions by partition, epoch and task id.',
    judge: newTaskId,
  },
  {
    id: 'SK-6',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter' },
    since: '3.0',
    says: 'Spark writes each row of the input once.',
    intent: 'A sink has no other way to the rows.',
    judge: eachRow,
  },
  {
    id: 'SK-7',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite' },
    since: '3.0',
    says: 'When all rows of an epoch are written, Spark commits the writer before it makes that of the next epoch.',
    intent: 'What a writer holds back is complete at its commit.',
    judge: committedAtItsEnd,
  },
  {
    id: 'SK-25',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'useCommitCoordinator' },
    since: '3.5',
    says: 'For a sink that does not decline it, at most one writer of a partition and epoch commits in a run.',
    intent: 'A sink need not choose among several attempts.',
    judge: onlyOneCommits,
  },
]
