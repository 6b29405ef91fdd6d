import { broken, type Finding, kept, keptIf } from './finding.ts'
import { endOf, failed, named, type SinkCase, type WriterCall } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// What Spark owes each writer, from its first row to its end.

const abortsAfterFailing = (kind: 'write' | 'commit') =>
  function* judge({ writers }: SinkCase): Iterable<Finding> {
    for (const writer of writers) {
      const failure = writer.calls.find((call) => call.kind === kind && failed(call))
      if (failure === undefined) continue
      const next = writer.calls.find(({ at }) => at > failure.at)
      const because = `a ${kind} of ${named(writer)} failed, and ${next === undefined ? 'nothing' : next.kind} followed`
      yield keptIf(next?.kind === 'abort', next?.step ?? failure.step, because)
    }
  }

function* abortsOnlyFailed({ writers }: SinkCase): Iterable<Finding> {
  for (const writer of writers) {
    const abort = writer.calls.find(({ kind }) => kind === 'abort')
    if (abort === undefined) continue
    const isAfterFailure = writer.calls.some(
      (call) => call.at < abort.at && failed(call) && (call.kind === 'write' || call.kind === 'commit'),
    )
    yield keptIf(isAfterFailure, abort.step, `${named(writer)} was aborted, and no write or commit of it had failed`)
  }
}

function* committedOrAborted({ runs }: SinkCase): Iterable<Finding> {
  for (const run of runs)
    for (const writer of run.writers) {
      const { calls, rows } = writer
      const close = calls.find(({ kind }) => kind === 'close')
      const isOver = close !== undefined || run.end !== undefined
      if (!isOver || rows.length === 0 || calls.some((call) => call.kind === 'commit' && !failed(call))) continue
      const abort = calls.find(({ kind }) => kind === 'abort')
      yield abort === undefined
        ? broken(close?.step ?? endOf(run), `${named(writer)} had rows, and ended without a commit or an abort`)
        : kept(abort.step)
    }
}

const isItsEnd = (call: WriterCall): boolean => (call.kind === 'commit' || call.kind === 'abort') && !failed(call)

function* closedAtItsEnd({ writers }: SinkCase): Iterable<Finding> {
  for (const writer of writers) {
    const end = writer.calls.findLast(isItsEnd)
    if (end === undefined) continue
    const close = writer.calls.find(({ kind, at }) => kind === 'close' && at > end.at)
    yield close === undefined
      ? broken(end.step, `${named(writer)} was not closed after its ${end.kind}`)
      : kept(close.step)
  }
}

function* closedIsOver({ writers }: SinkCase): Iterable<Finding> {
  for (const writer of writers) {
    const close = writer.calls.find(({ kind }) => kind === 'close')
    if (close === undefined) continue
    const later = writer.calls.find(({ at }) => at > close.at)
    const because = `${named(writer)} was called again (${later?.kind}) after it was closed`
    yield keptIf(later === undefined, later?.step ?? close.step, because)
  }
}

function* oneCallAtATime({ writers }: SinkCase): Iterable<Finding> {
  for (const writer of writers)
    for (const { kind, overlaps, step } of writer.calls)
      yield keptIf(!overlaps, step, `${kind} of ${named(writer)} was called while another call was under way`)
}

export const ofOneWriter: readonly SinkRequirement[] = [
  {
    id: 'SK-8',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter', method: 'write' },
    since: '3.0',
    says: 'When a write fails, Spark aborts the writer next, and gives it no more rows.',
    intent: 'A writer does not go on with a row missing.',
    judge: abortsAfterFailing('write'),
  },
  {
    id: 'SK-9',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter', method: 'commit' },
    since: '3.0',
    says: "When a writer's commit fails, Spark aborts the writer next.",
    intent: 'The writer removes what its commit may have left.',
    judge: abortsAfterFailing('commit'),
  },
  {
    id: 'SK-10',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter', method: 'abort' },
    since: '3.0',
    says: 'Spark aborts a writer only after a write or the commit of it has failed.',
    intent: 'A sink need not undo a commit of a writer that has succeeded.',
    judge: abortsOnlyFailed,
  },
  {
    id: 'SK-11',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite' },
    since: '3.0',
    says: 'A writer with rows ends by its commit or by its abort.',
    intent: 'A sink removes the rows of an unfinished epoch in abort.',
    judge: committedOrAborted,
  },
  {
    id: 'SK-12',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter' },
    since: '3.0',
    says: 'Spark closes a writer after its commit or its abort has returned.',
    intent: 'Connections and files of writers do not pile up.',
    judge: closedAtItsEnd,
  },
  {
    id: 'SK-13',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter' },
    since: '3.0',
    says: 'Spark does not use a writer again after it has closed it.',
    intent: 'A sink gives back what a writer holds, such as a file, when it is closed.',
    judge: closedIsOver,
  },
  {
    id: 'SK-14',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter' },
    since: '3.0',
    says: 'No two calls of one writer are under way at a time.',
    intent: 'A writer needs no locks.',
    judge: oneCallAtATime,
  },
]
