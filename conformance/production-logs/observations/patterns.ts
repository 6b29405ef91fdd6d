import { frequentObservation } from './frequent-messages.ts'
import { runIdIn } from './marks.ts'
import type { Observation, TaskId } from './observation.ts'
import type { LogRecord } from './record.ts'

/** What a message of one logger shows. `groups` are those of the pattern. */
interface Pattern {
  readonly message: RegExp
  readonly shows: (groups: Readonly<Record<string, string>>, record: LogRecord) => Observation | undefined
}

const uuid = '[\\da-f-]{36}'
const task = 'task (?<index>\\d+)\\.(?<attempt>\\d+) in stage (?<stage>\\d+)\\.\\d+ \\(TID (?<tid>\\d+)'

const causedBy = 'Caused by: '

const ends: readonly Pattern[] = [
  pattern(new RegExp(`^Query .*?\\[id = ${uuid}, runId = (?<runId>${uuid})\\] was stopped`), ({ runId = '' }) => ({
    kind: 'query-stopped',
    runId,
    error: undefined,
    causes: [],
  })),
  pattern(
    new RegExp(`^Query .*?\\[id = ${uuid}, runId = (?<runId>${uuid})\\] terminated with error`),
    ({ runId = '' }, { behind }) => ({
      kind: 'query-stopped',
      runId,
      error: behind[0] ?? '',
      causes: causesIn(behind),
    }),
  ),
  pattern(
    new RegExp(
      `^Query (?:.*?runId = (?<runId>${uuid})\\] )?.*?received exception (?<text>.*Size of the .* queue.*)`,
      's',
    ),
    ({ runId, text = '' }) => ({ kind: 'backlog-exceeded', runId, text }),
  ),
  pattern(new RegExp(`^Query (?<queryId>${uuid}) ignoring exception from reconfiguring`), ({ queryId = '' }) => ({
    kind: 'reconfigured',
    queryId,
  })),
]

/**
 * What the log of an ordinary query shows, by the last segment of the logger's name. Levels and wording were recorded on Spark
 * 2.4.8, 3.1.3, 3.5.8 and 4.2.0; those of 2.3 are from posts.
 *
 * Layouts put more behind a message, such as a thread, a context or a quotation mark: no pattern asks for its end.
 */
export const patterns: Readonly<Record<string, readonly Pattern[]>> = {
  SparkContext: [
    pattern(/^Running Spark version (?<version>\S+)/, ({ version = '' }) => ({ kind: 'release', version })),
    pattern(/^Successfully stopped SparkContext/, () => ({ kind: 'context-stopped' })),
  ],
  ContinuousExecution: [
    runStarted('continuous'),
    pattern(/^Starting new streaming query\./, () => ({ kind: 'first-start' })),
    pattern(/^Resuming at epoch (?<epoch>\d+) with /, ({ epoch }) => ({ kind: 'resuming', epoch: Number(epoch) })),
    pattern(/^New epoch (?<value>-?\d+) is starting\./, ({ value }) => ({
      kind: 'answered',
      message: 'IncrementAndGetEpoch',
      value: Number(value),
    })),
    ...ends,
  ],
  MicroBatchExecution: [runStarted('micro-batch')],
  CommitLog: [
    pattern(/^Getting latest batch (?<epoch>\d+)(?![\w.])/, ({ epoch }) => ({
      kind: 'resuming',
      epoch: Number(epoch) + 1,
    })),
  ],
  EpochCoordinatorRef: [pattern(/^Registered EpochCoordinator endpoint\b/, () => ({ kind: 'coordinator-made' }))],
  WriteToContinuousDataSourceExec: [
    // The sink's own text is in it, and may have several lines.
    pattern(/^Start processing data source (?:writer|write support): /, (_, { message, behind }) => {
      const text = [message, ...behind].join('\n')
      const [, partitions] = /^.*\. The input RDD has (\d+) partitions\./s.exec(text) ?? []
      return partitions === undefined ? undefined : { kind: 'writing-started', partitions: Number(partitions), text }
    }),
  ],
  DAGScheduler: [
    pattern(
      /^Submitting (?<tasks>\d+) missing tasks from ResultStage (?<stage>\d+) \(ContinuousWriteRDD\[/,
      ({ tasks, stage }) => ({ kind: 'tasks-submitted', stage: Number(stage), tasks: Number(tasks) }),
    ),
    pattern(/^Submitting ResultStage (?<stage>\d+) \(ContinuousWriteRDD\[/, ({ stage }) => ({
      kind: 'stage-submitted',
      stage: Number(stage),
    })),
    pattern(/^Submitting ResultStage (?<stage>\d+) \(/, otherStage),
    pattern(/^Submitting ShuffleMapStage (?<stage>\d+) \(/, otherStage),
    pattern(
      new RegExp(`^ResultStage (?<stage>\\d+) .*? failed in .*?(?:(?:job group |runId = )(?<runId>${uuid}).*)?$`, 's'),
      ({ stage, runId }, { message }) => ({
        kind: 'stage-ended',
        stage: Number(stage),
        runId,
        isFinished: false,
        isShutDown: message.includes('because SparkContext was shut down'),
      }),
    ),
    pattern(/^ResultStage (?<stage>\d+) .*? finished in /s, ({ stage }) => ({
      kind: 'stage-ended',
      stage: Number(stage),
      runId: undefined,
      isFinished: true,
      isShutDown: false,
    })),
    pattern(new RegExp(`^Asked to cancel job group (?<runId>${uuid})`), ({ runId = '' }) => ({
      kind: 'cancelled',
      runId,
    })),
  ],
  TaskSchedulerImpl: [
    pattern(/^Cancell?ing stage (?<stage>\d+)(?!\d)/, ({ stage }) => ({
      kind: 'stage-cancelled',
      stage: Number(stage),
    })),
  ],
  TaskSetManager: [
    pattern(
      new RegExp(
        `^(?:\\[queryId = (?<queryId>[\\da-f]+)\\] )?Starting ${task}.*?executor (?<executor>[^,]+), partition (?<partition>\\d+),`,
      ),
      (groups) => ({
        kind: 'task-launched',
        task: taskIn(groups),
        partition: Number(groups['partition']),
        executor: groups['executor'] ?? '',
        queryId: groups['queryId'],
      }),
    ),
    pattern(new RegExp(`^(?:\\[queryId = [\\da-f]+\\] )?Lost ${task}[^:]*: (?<error>.*)$`), (groups) => ({
      kind: 'task-lost',
      task: taskIn(groups),
      error: groups['error'] ?? '',
    })),
  ],
  ProcessingTimeExecutor: [
    pattern(
      /^Current batch is falling behind\. The trigger interval is (?<interval>\d+) milliseconds/,
      ({ interval }, record) => ({ kind: 'falling-behind', interval: Number(interval), runId: runIdIn(record) }),
    ),
  ],
  TransportRequestHandler: [
    pattern(/^Error while invoking RpcHandler#receive\(\)/, (_, { behind }) => {
      const name = coordinatorIn(behind)
      if (name === undefined) return undefined
      return { kind: 'coordinator-missing', name, runId: new RegExp(`-(${uuid})--`).exec(name)?.[1] }
    }),
  ],
  Utils: [
    pattern(/^Suppressing exception in catch: (?<error>.*)$/s, ({ error = '' }) => ({ kind: 'abort-threw', error })),
  ],
  Executor: [
    pattern(/^Starting executor ID /, () => ({ kind: 'executor-begun' })),
    pattern(new RegExp(`^Executor is trying to kill ${task}\\)`), (groups) => ({
      kind: 'task-killed',
      task: taskIn(groups),
    })),
    pattern(new RegExp(`^Exception in ${task}\\)`), (groups, { behind }) => ({
      kind: 'task-failed',
      task: taskIn(groups),
      error: behind[0] ?? '',
      root: causesIn(behind).at(-1),
      inWriter: isInWrite(behind),
      coordinatorMissing: coordinatorIn(behind),
    })),
    pattern(new RegExp(`^Running ${task}\\)`), (groups) => ({ kind: 'task-started', task: taskIn(groups) })),
    pattern(
      new RegExp(`^(?:Finished|Executor killed|Executor interrupted and killed) ${task}\\)`),
      (groups, { message }) => ({
        kind: 'task-ended',
        task: taskIn(groups),
        isFinished: message.startsWith('Finished'),
      }),
    ),
  ],
  ContinuousWriteRDD: [
    pattern(/^Writer for partition (?<partition>\d+) in epoch (?<epoch>\d+) is committing\./, (groups) => ({
      kind: 'committing',
      ...partitionAndEpoch(groups),
    })),
    pattern(/^Writer for partition (?<partition>\d+) in epoch (?<epoch>\d+) (?:is )?committed\./, (groups) => ({
      kind: 'committed',
      ...partitionAndEpoch(groups),
    })),
    pattern(/^Writer for partition (?<partition>\d+) is aborting\./, ({ partition }) => ({
      kind: 'aborting',
      partition: Number(partition),
    })),
    pattern(/^Writer for partition (?<partition>\d+) aborted\./, ({ partition }) => ({
      kind: 'writer-aborted',
      partition: Number(partition),
    })),
  ],
  CheckpointFileManager: [
    pattern(/^Renamed temp file .* to (?<checkpoint>.*)\/metadata(?![\w./-])/, ({ checkpoint = '' }) => ({
      kind: 'checkpoint-made',
      checkpoint,
    })),
    pattern(
      /^Writing atomically to (?<checkpoint>.*)\/(?<log>offsets|commits)\/(?<epoch>\d+) using temp file /,
      ({ checkpoint = '', log, epoch }) => ({
        kind: 'entry-begun',
        log: log === 'offsets' ? 'offsets' : 'commits',
        epoch: Number(epoch),
        checkpoint,
      }),
    ),
    pattern(/^Renamed temp file .* to (?<checkpoint>.*)\/offsets\/(?<epoch>\d+)(?![\w./-])/, (groups) => ({
      kind: 'offset-added',
      epoch: Number(groups['epoch']),
      checkpoint: groups['checkpoint'] ?? '',
    })),
    pattern(/^Renamed temp file .* to (?<checkpoint>.*)\/commits\/(?<epoch>\d+)(?![\w./-])/, (groups) => ({
      kind: 'query-committed',
      epoch: Number(groups['epoch']),
      checkpoint: groups['checkpoint'] ?? '',
    })),
  ],
  Inbox: [
    pattern(/^Ignoring error/, (_, record) => ignored(undefined, record)),
    // An error that is no plain exception, such as a missing method of the sink: the coordinator goes on all the same.
    pattern(
      new RegExp(
        `^An error happened while processing message in the inbox for \\S*EpochCoordinator-(?<runId>${uuid})--`,
      ),
      ({ runId }, record) => ignored(runId, record),
    ),
  ],
  EpochCoordinator: [
    pattern(/^Epoch (?<value>\d+)(?!\d| has )/, ({ value }) => ({ kind: 'current-epoch', value: Number(value) })),
    pattern(/^Got commit from partition (?<partition>\d+) at epoch (?<epoch>\d+): (?<message>.*)$/s, (groups) => ({
      kind: 'commit-received',
      ...partitionAndEpoch(groups),
      message: groups['message'] ?? '',
    })),
    pattern(/^Epoch (?<epoch>\d+) has offsets reported from all partitions/, ({ epoch }) => ({
      kind: 'offsets-complete',
      epoch: Number(epoch),
    })),
    pattern(
      /^Epoch (?<epoch>\d+) has received commits from all partitions(?: and is ready to be committed|\. Committing globally)/,
      ({ epoch }) => ({
        kind: 'epoch-ready',
        epoch: Number(epoch),
      }),
    ),
    pattern(
      /^Epoch (?<epoch>\d+) has received commits from all partitions and is waiting for epoch (?<behind>\d+)/,
      ({ epoch, behind }) => ({ kind: 'epoch-waits', epoch: Number(epoch), behind: Number(behind) }),
    ),
  ],
}

/**
 * Whether the trace goes through the part of the write whose errors abort the writer. The coordinator is looked up before it. Spark 3.0 to
 * 3.3 close the writer behind it, and fail there if an interrupt came before there was one.
 */
function isInWrite([error = '', top = '', ...more]: readonly string[]): boolean {
  if (error.startsWith('java.lang.NullPointerException') && top.includes('.ContinuousWriteRDD.')) return false
  const frames = [top, ...more]
  return (
    frames.some((line) => line.includes('tryWithSafeFinallyAndFailureCallbacks(')) &&
    frames.some((line) => line.includes('ContinuousWriteRDD.compute('))
  )
}

/** What the record shows of a continuous query; undefined if nothing. */
export function observationIn(record: LogRecord): Observation | undefined {
  return frequentObservation(record.logger, record.message) ?? observationByPattern(record)
}

/** The same, by the patterns alone. */
export function observationByPattern(record: LogRecord): Observation | undefined {
  // A logger may have the name of what every object has.
  if (!Object.hasOwn(patterns, record.logger)) return undefined
  for (const { message, shows } of patterns[record.logger] ?? []) {
    const match = message.exec(record.message)
    const shown = match === null ? undefined : shows(match.groups ?? {}, record)
    if (shown !== undefined) return shown
  }
  return undefined
}

function pattern(message: RegExp, shows: Pattern['shows']): Pattern {
  return { message, shows }
}

function runStarted(engine: 'continuous' | 'micro-batch'): Pattern {
  return pattern(
    new RegExp(
      `^Starting (?<name>.*?) ?\\[id = (?<queryId>${uuid}), runId = (?<runId>${uuid})\\]\\. Use (?<checkpoint>.*) to store the query checkpoint\\.`,
      's',
    ),
    ({ name = '', queryId = '', runId = '', checkpoint = '' }) => ({
      kind: 'run-started',
      engine,
      name,
      queryId,
      runId,
      checkpoint,
    }),
  )
}

const taskIn = (groups: Readonly<Record<string, string>>): TaskId => ({
  index: Number(groups['index']),
  attempt: Number(groups['attempt']),
  stage: Number(groups['stage']),
  tid: Number(groups['tid']),
})

const partitionAndEpoch = (groups: Readonly<Record<string, string>>) => ({
  partition: Number(groups['partition']),
  epoch: Number(groups['epoch']),
})

/** The name of a coordinator that was not found, if the trace says it. */
const coordinatorIn = (behind: readonly string[]): string | undefined =>
  behind.flatMap((line) => /Could not find (EpochCoordinator-\S+?)\.?$/.exec(line)?.[1] ?? [])[0]

function otherStage({ stage }: Readonly<Record<string, string>>): Observation {
  return { kind: 'other-stage-submitted', stage: Number(stage) }
}

const causesIn = (behind: readonly string[]): readonly string[] =>
  behind.flatMap((line) => (line.startsWith(causedBy) ? [line.slice(causedBy.length)] : []))

const ignored = (runId: string | undefined, { behind }: LogRecord): Observation => ({
  kind: 'error-ignored',
  runId,
  call: callIn(behind),
  error: behind[0] ?? '',
})

/** Which call of the coordinator threw, by the frames of the trace: the query's own method, or the sink's below `commitEpoch`. */
function callIn(behind: readonly string[]): Extract<Observation, { readonly kind: 'error-ignored' }>['call'] {
  if (!behind.some((line) => line.includes('EpochCoordinator'))) return 'unknown'
  if (behind.some((line) => line.includes('ContinuousExecution.addOffset('))) return 'add-offset'
  if (behind.some((line) => line.includes('ContinuousExecution.commit('))) return 'query-commit'
  return behind.some((line) => line.includes('EpochCoordinator.commitEpoch(')) ? 'sink-commit' : 'unknown'
}
