import { type Chart, type Mark, markOf, type Participant } from '../../report/chart.ts'
import type { AnyTried } from '../answer/fault-table.ts'
import type { SinkMode } from '../file/modes.ts'
import type { SinkCall } from '../run/sink-call.ts'
import { describeStep } from '../telling/describe-step.ts'
import type { RowHarm } from '../verdict/tried-schedule.ts'

/** A schedule on a sink as a sequence chart: the kit's steps, what Spark did, the calls of the sink that failed, and what the reader sees behind a step. */
export function chartOfTried({ scenario, result }: AnyTried, mode: SinkMode): Chart {
  let asker: Participant = 'kit'
  const marks = result.moments.flatMap(({ action, events, calls, rows }, at): readonly Mark[] => {
    if (action.kind === 'advance-epoch') asker = 'kit'
    const before = result.moments[at - 1]?.rows ?? []
    const isChanged = rows.join(', ') !== before.join(', ')
    return [
      { at, from: 'kit', kind: 'message', text: describeStep(action, mode, scenario.partitions) },
      ...events.flatMap((event): readonly Mark[] => {
        if (event.kind === 'asked') asker = event.actor
        // A log line repeats the event beside it.
        return event.kind === 'logged' ? [] : [{ ...placed(markOf(event, asker), mode), at }]
      }),
      ...calls.flatMap((call): readonly Mark[] =>
        call.error === undefined ? [] : [{ at, from: 'sink', kind: 'message', text: describeFailed(call) }],
      ),
      ...(isChanged
        ? [{ at, from: 'reader', kind: 'message', text: `the reader sees ${rows.join(', ') || 'nothing'}` } as const]
        : []),
    ]
  })
  const others = marks.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))
  return { participants: [...new Set<Participant>(['kit', ...others])], marks }
}

/** Micro-batches have no coordinator: the thread of the query (Spark's MicroBatchExecution) calls the sink and writes both logs. */
function placed({ from, to, ...rest }: Omit<Mark, 'at'>, mode: SinkMode): Omit<Mark, 'at'> {
  const own = (who: Participant) => (mode === 'micro-batch' && who === 'coordinator' ? 'query' : who)
  return to === undefined || own(to) === own(from)
    ? { ...rest, from: own(from) }
    : { ...rest, from: own(from), to: own(to) }
}

const fates: Readonly<Record<SinkCall['sink'], string>> = {
  returned: 'after the sink has returned',
  threw: 'in the sink',
  'not called': 'before it comes to the sink',
}

const describeFailed = ({ kind, sink, error }: SinkCall): string => `${kind} fails ${fates[sink]}: ${error}`

/** The step behind which a harm first shows; undefined for a row that is missing at the end. */
export function stepOfHarm({ result }: AnyTried, harm: RowHarm, harmed: readonly string[]): number | undefined {
  const at = result.moments.findIndex(({ rows }) =>
    harmed.some((row) => rows.filter((one) => one === row).length > (harm === 'doubled' ? 1 : 0)),
  )
  return harm === 'lost' || at === -1 ? undefined : at
}
