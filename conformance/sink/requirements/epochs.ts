import { counted } from '../../counted.ts'
import { broken, type Finding, kept, keptIf } from './finding.ts'
import { callsOf, endOf, failed, type Run, reached, type SinkCase, type Writer } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// What Spark owes a sink from epoch to epoch: its commit, and its abort.

const hasCommitted = ({ calls }: Writer): boolean => calls.some((call) => call.kind === 'commit' && !failed(call))

function* commitsWhatIsWhole(seen: SinkCase): Iterable<Finding> {
  if (!seen.arrivesAtOnce) return
  for (const run of seen.runs)
    for (const epoch of new Set(run.writers.map((writer) => writer.epoch))) {
      const commit = callsOf(run.calls, 'epoch.commit').find((call) => call.epoch === epoch)
      if (!isWhole(seen, run, epoch)) continue
      if (commit !== undefined) yield kept(commit.step)
      else if (run.end?.failed !== true)
        yield broken(endOf(run), `all writers of epoch ${epoch} had committed, and the epoch never was`)
    }
}

/** Whether each partition has committed the epoch, and the coordinator was there to hear of it. */
function isWhole({ moments }: SinkCase, run: Run, epoch: number): boolean {
  const ofRun = moments.slice(run.first - 1, run.last)
  if (ofRun.some(({ action }) => action.kind === 'kill-coordinator')) return false
  const sent = ofRun.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.kind === 'sent' && event.message.type === 'CommitPartitionEpoch' && event.message.epoch === epoch
        ? [event.message.partitionId]
        : [],
    ),
  )
  const committed = run.writers.filter((writer) => writer.epoch === epoch && hasCommitted(writer))
  const partitions = new Set(committed.map(({ partition }) => partition).filter((each) => sent.includes(each)))
  return run.partitions !== undefined && run.partitions > 0 && partitions.size === run.partitions
}

function* oneMessageEach({ runs }: SinkCase): Iterable<Finding> {
  for (const run of runs)
    for (const { epoch, messages, step } of callsOf(run.calls, 'epoch.commit')) {
      const partitions = committedPartitions(run, epoch, messages)
      const isOneEach = messages.length === run.partitions && new Set(partitions).size === messages.length
      const because = `the commit of epoch ${epoch} has ${counted(messages.length, 'message')}, and committed writers of it in ${counted(partitions.length, 'partition')}`
      yield keptIf(isOneEach, step, because)
    }
}

/** The partitions whose writers of this run and epoch have made these messages in a commit that returned. */
const committedPartitions = ({ writers }: Run, epoch: number, messages: readonly (number | null)[]): number[] =>
  writers
    .filter((writer) => writer.epoch === epoch && messages.includes(writer.number) && hasCommitted(writer))
    .map(({ partition }) => partition)

function* commitsAgain({ calls }: SinkCase): Iterable<Finding> {
  const commits = callsOf(calls, 'epoch.commit')
  for (const { epoch, step, at } of commits)
    if (commits.some((other) => other.epoch === epoch && other.at < at && reached(other))) yield kept(step)
}

function* refusedFails({ runs }: SinkCase): Iterable<Finding> {
  for (const run of runs)
    for (const { epoch, step } of callsOf(run.calls, 'epoch.commit').filter(failed))
      yield keptIf(
        run.end?.failed === true,
        endOf(run),
        `the commit of epoch ${epoch} failed in step ${step}, and the run went on without an error`,
      )
}

function* abortsRefused({ runs }: SinkCase): Iterable<Finding> {
  for (const run of runs)
    for (const { epoch, step, at } of callsOf(run.calls, 'epoch.commit').filter(failed)) {
      const abort = callsOf(run.calls, 'epoch.abort').find((call) => call.epoch === epoch && call.at > at)
      yield abort === undefined
        ? broken(endOf(run), `the commit of epoch ${epoch} failed in step ${step}, and no abort followed`)
        : kept(abort.step)
    }
}

function* abortsFailedRuns({ runs }: SinkCase): Iterable<Finding> {
  for (const run of runs) {
    const commits = callsOf(run.calls, 'epoch.commit')
    if (commits.some(failed)) continue
    const open = run.writers.filter(({ epoch }) => !commits.some((commit) => commit.epoch === epoch))
    // A writer that failed may have another that takes its place.
    const aborted = open
      .filter((writer) => !open.some((other) => isAfter(other, writer)))
      .flatMap(({ calls }) => calls.filter(({ kind }) => kind === 'abort'))[0]
    if (aborted === undefined && (open.length === 0 || run.end?.failed !== true)) continue
    const abort = run.calls.find(({ kind }) => kind === 'epoch.abort')
    const what = aborted === undefined ? 'the job failed' : `a writer was aborted in step ${aborted.step}`
    yield abort === undefined ? broken(endOf(run), `${what}, and the sink's abort was not called`) : kept(abort.step)
  }
}

const isAfter = (other: Writer, { partition, epoch, made }: Writer): boolean =>
  other.partition === partition && other.epoch === epoch && other.made.at > made.at

function* abortHasTheMessages({ runs }: SinkCase): Iterable<Finding> {
  for (const run of runs)
    for (const { epoch, messages, step, at } of callsOf(run.calls, 'epoch.abort')) {
      const isRefused = callsOf(run.calls, 'epoch.commit').some(
        (call) => call.epoch === epoch && call.at < at && failed(call),
      )
      const made = messages.filter((each) => each !== null)
      const isOfEpoch = committedPartitions(run, epoch, messages).length === made.length
      if (!isOfEpoch)
        yield broken(step, `the abort of epoch ${epoch} has a message that no committed writer of it made`)
      else
        yield keptIf(
          !isRefused || made.length === run.partitions,
          step,
          `the commit of epoch ${epoch} failed, and its abort has ${made.length} of ${run.partitions} messages`,
        )
    }
}

export const ofEpochs: readonly SinkRequirement[] = [
  {
    id: 'SK-16',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite' },
    since: '3.0',
    says: 'When the writers of all partitions have committed an epoch, Spark commits it to the sink, or the run fails.',
    intent: 'Rows that all writers have committed become visible.',
    judge: commitsWhatIsWhole,
  },
  {
    id: 'SK-17',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'commit' },
    since: '3.0',
    says: 'The commit of an epoch has one message per partition, each from a writer of that epoch whose commit returned.',
    intent: 'A sink publishes what the messages name, and nothing else.',
    judge: oneMessageEach,
  },
  {
    id: 'SK-18',
    owedBy: 'spark',
    level: 'may',
    source: { file: 'StreamingWrite', method: 'commit' },
    since: '3.0',
    says: 'Spark may commit an epoch again that the sink was told to commit before.',
    intent: 'A sink has to tell a repeated commit from a new one.',
    judge: commitsAgain,
  },
  {
    id: 'SK-19',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'commit' },
    since: '3.0',
    says: "When the sink's commit of an epoch fails, the run fails.",
    intent: 'Somebody learns that nothing is committed any more.',
    judge: refusedFails,
  },
  {
    id: 'SK-20',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'commit' },
    since: '3.0',
    says: "When the sink's commit of an epoch fails, Spark calls its abort for that epoch.",
    intent: 'The sink can remove what its writers have left.',
    judge: abortsRefused,
  },
  {
    id: 'SK-21',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'abort' },
    since: '3.0',
    says: "When writers were aborted, or the job has failed, Spark calls the sink's abort.",
    intent: 'The sink can remove what the other writers have left.',
    judge: abortsFailedRuns,
  },
  {
    id: 'SK-22',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'abort' },
    since: '3.0',
    says: 'Abort has the messages of writers that committed the epoch; all of them if a commit was refused, else some slots may be empty.',
    intent: 'The messages tell the sink what there is to remove.',
    judge: abortHasTheMessages,
  },
]
