import type { NumberedLine } from './observations/record.ts'
import type { QueryLine } from './reading/query-line.ts'
import type { WriterLine } from './reading/writer-line.ts'
import { isQueryInTurn, isWriterInTurn, type SaidInTurn } from './rules/in-turn.ts'
import type { Attributed, Judge, JudgeOfKind } from './rules/judge.ts'
import type { Counts } from './rules/tally.ts'
import { advanceRun, advanceTask } from './runs/advance.ts'
import type { Attribution } from './runs/attribution.ts'
import { type Contradiction, contradictionOfRun } from './runs/contradictions.ts'
import type { KnownLine, KnownLines } from './runs/known-lines.ts'
import type { LineOrder } from './runs/line-order.ts'
import { type Mutable, moveTo, type RepeatedByQuery, type RepeatedByWriter } from './runs/repeated.ts'
import type { Place } from './runs/state.ts'

/** A line that was taken, and what the rules say of others of its form that come in turn, once one of them was judged. */
export interface TakenLine<T> extends KnownLine<T> {
  said: SaidInTurn | undefined
  /** Of a writer's line that an epoch is committed: it is known by the same number as the line that the epoch is committing. */
  saidOfCommitted: SaidInTurn | undefined
}

/** What an application takes its lines with, whichever way they come. */
interface Parts {
  readonly ofWriters: KnownLines<TakenLine<RepeatedByWriter>>
  readonly ofQueries: KnownLines<TakenLine<Mutable<RepeatedByQuery>>>
  readonly judge: Judge
  readonly attribution: Attribution
  readonly order: LineOrder
  readonly doubt: (contradiction: Contradiction | undefined, at: Place) => void
  /** The file whose lines have an order to that of the line. */
  readonly sideOf: (file: string) => string
}

/**
 * Takes lines that differ from an earlier one in their epoch only, so that all else is known of them: the same rules judge them, and the
 * same states change, as with any other line. False: the line has to be taken as a record.
 */
export function createKnownLineTaker({ ofWriters, ofQueries, judge, attribution, order, doubt, sideOf }: Parts) {
  const [judgeCommitting, judgeCommitted] = [judge.on('committing'), judge.on('committed')]
  const [judgeAnswered, judgeEntryBegun] = [judge.on('answered'), judge.on('entry-begun')]
  const [judgeOffsetAdded, judgeQueryCommitted] = [judge.on('offset-added'), judge.on('query-committed')]
  const judgeOf = (kind: RepeatedByQuery['kind']): JudgeOfKind => {
    switch (kind) {
      case 'answered':
        return judgeAnswered
      case 'entry-begun':
        return judgeEntryBegun
      case 'offset-added':
        return judgeOffsetAdded
      case 'query-committed':
        return judgeQueryCommitted
    }
  }
  // Nobody keeps these beyond the line: a log has millions of them.
  const committing = { kind: 'committing' as const, partition: 0, epoch: 0 }
  const committed = { kind: 'committed' as const, partition: 0, epoch: 0 }
  const judged: Mutable<Attributed> = {
    observed: committing,
    run: undefined,
    task: undefined,
    job: undefined,
    file: '',
    line: 0,
    mayBeTold: false,
  }
  const judgeKnown = (
    judgeLine: JudgeOfKind,
    observed: RepeatedByWriter | RepeatedByQuery,
    known: TakenLine<unknown>,
    isInTurn: boolean,
    { line, stamp }: NumberedLine,
    file: string,
  ): SaidInTurn | undefined => {
    attribution.asBefore(known.origin)
    judged.observed = observed
    judged.run = known.run
    judged.task = known.task
    judged.file = sideOf(file)
    judged.line = line
    const held: Counts[] | undefined = isInTurn ? [] : undefined
    const saying = judgeLine(judged, file, held)
    if (saying === 'something else') order.see(file, stamp())
    else if (saying === 'all holds') order.inOrder(file)
    return held === undefined || saying === 'something else' ? undefined : { version: judge.version(), held }
  }
  /** Counts what holds of a line in turn. False: the rules have to be asked. */
  const isSaid = (said: SaidInTurn | undefined, file: string): boolean => {
    if (said === undefined || said.version !== judge.version()) return false
    const { held } = said
    for (let at = 0; at < held.length; at++) {
      const counts = held[at]
      if (counts !== undefined) counts.held += 1
    }
    if (held.length > 0) order.inOrder(file)
    return true
  }
  return {
    takeWriterLine(
      { whose, isCommitting, epoch }: Omit<WriterLine, 'partition'>,
      at: NumberedLine,
      file: string,
    ): boolean {
      const known = ofWriters.of(file, whose)
      // The first epoch of a task waits for its run.
      if (known?.task === undefined || known.task.firstEpoch < 0) return false
      const observed = isCommitting ? committing : committed
      observed.partition = known.observed.partition
      observed.epoch = epoch
      const isInTurn = isWriterInTurn(known.task, observed)
      if (!isInTurn || !isSaid(isCommitting ? known.said : known.saidOfCommitted, file)) {
        const said = judgeKnown(isCommitting ? judgeCommitting : judgeCommitted, observed, known, isInTurn, at, file)
        if (isCommitting) known.said = said
        else known.saidOfCommitted = said
      }
      advanceTask(known.task, observed, file, at.line)
      return true
    },
    takeQueryLine({ form, epoch }: QueryLine, at: NumberedLine, file: string): boolean {
      const known = ofQueries.of(file, form)
      if (known?.run === undefined) return false
      const { run, observed } = known
      moveTo(observed, epoch)
      const contradiction = contradictionOfRun(run, observed)
      const place = { file, line: at.line }
      if (contradiction !== undefined) doubt(contradiction, place)
      const isInTurn = contradiction === undefined && isQueryInTurn(run, observed)
      if (!isInTurn || !isSaid(known.said, file))
        known.said = judgeKnown(judgeOf(observed.kind), observed, known, isInTurn, at, file)
      advanceRun(run, observed, place)
      return true
    },
  }
}
