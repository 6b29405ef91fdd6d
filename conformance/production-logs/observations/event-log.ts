import type { Observation, TaskId } from './observation.ts'

/** What an event log shows of continuous queries. */
export type EventObservation = Extract<
  Observation,
  { readonly kind: 'job-started' | 'job-ended' | 'task-begun' | 'task-over' | 'query-over' }
>

/** What one event says. */
export type LoggedEvent =
  | { readonly kind: 'release'; readonly version: string }
  | { readonly kind: 'application'; readonly id: string; readonly attempt: string | undefined }
  | EventObservation

/** Reads the lines of one event log, in their order. */
export interface EventReader {
  /** What the line shows: undefined if it is no event, and nothing if the event is about other things. */
  readonly read: (line: string) => readonly LoggedEvent[] | undefined
}

/** How much of a line says which event it is. */
export const headOfEvent = 200

/** Whether a line with this head can show something; other lines need not be read whole. */
export const isWantedEvent = (head: string): boolean => wanted.test(head)

/** Whether a line begins as an event does. */
export const isEvent = (head: string): boolean => /^\s*\{\s*"Event"\s*:\s*"[\w.$]+"/.test(head)

const wanted =
  /^\s*\{\s*"Event"\s*:\s*"(?:SparkListener(?:LogStart|ApplicationStart|JobStart|JobEnd|TaskStart|TaskEnd)|org\.apache\.spark\.sql\.streaming\.StreamingQueryListener\$QueryTerminatedEvent)"/

type Fields = Readonly<Record<string, unknown>>

/** Memory is bounded by the jobs of continuous queries: the tasks of other jobs are passed over unread. */
export function createEventReader(): EventReader {
  const stages = new Set<number>()
  const jobs = new Set<number>()
  return {
    read(line) {
      const head = line.slice(0, headOfEvent)
      if (!isEvent(head)) return undefined
      if (!isWantedEvent(head) || isOfOtherStage(head, stages)) return []
      const event = parsed(line)
      if (event === undefined) return undefined
      const shown = shownBy(event)
      if (shown?.kind === 'job-started') {
        for (const stage of shown.stages) stages.add(stage)
        jobs.add(shown.job)
      }
      if ((shown?.kind === 'task-begun' || shown?.kind === 'task-over') && !stages.has(shown.task.stage)) return []
      if (shown?.kind === 'job-ended' && !jobs.has(shown.job)) return []
      return shown === undefined ? [] : [shown]
    },
  }
}

/** The beginning of a task's event names its stage. */
function isOfOtherStage(head: string, stages: ReadonlySet<number>): boolean {
  const [, stage] = /^\{"Event":"SparkListenerTask(?:Start|End)","Stage ID":(\d+),/.exec(head) ?? []
  return stage !== undefined && !stages.has(Number(stage))
}

function shownBy(event: Fields): LoggedEvent | undefined {
  switch (event['Event']) {
    case 'SparkListenerLogStart': {
      const version = event['Spark Version']
      return typeof version === 'string' ? { kind: 'release', version } : undefined
    }
    case 'SparkListenerApplicationStart': {
      const [id, attempt] = [event['App ID'], event['App Attempt ID']]
      if (typeof id !== 'string') return undefined
      return { kind: 'application', id, attempt: typeof attempt === 'string' ? attempt : undefined }
    }
    case 'SparkListenerJobStart':
      return jobStarted(event)
    case 'SparkListenerJobEnd': {
      const job = Number(event['Job ID'])
      if (!Number.isSafeInteger(job)) return undefined
      return { kind: 'job-ended', job, isFinished: fieldsIn(event['Job Result'])['Result'] === 'JobSucceeded' }
    }
    case 'SparkListenerTaskStart': {
      const task = taskIn(event)
      return task === undefined ? undefined : { kind: 'task-begun', task }
    }
    case 'SparkListenerTaskEnd': {
      const task = taskIn(event)
      if (task === undefined) return undefined
      const { Reason: reason, 'Class Name': name } = fieldsIn(event['Task End Reason'])
      return { kind: 'task-over', task, reason: [reason, name].filter((one) => typeof one === 'string').join(': ') }
    }
    default: {
      const { runId, exception } = event
      if (typeof runId !== 'string') return undefined
      return { kind: 'query-over', runId, error: typeof exception === 'string' ? errorIn(exception) : undefined }
    }
  }
}

/** The lines of a trace that name errors: its frames are left out. */
const errorIn = (trace: string): string =>
  trace
    .split('\n')
    .filter((line) => !/^\s+(?:at |\.\.\. \d+ more)/.test(line))
    .slice(0, mostOfTrace)
    .join('\n')

const mostOfTrace = 40

function jobStarted(event: Fields): EventObservation | undefined {
  const properties = fieldsIn(event['Properties'])
  const text = (name: string) => (typeof properties[name] === 'string' ? properties[name] : undefined)
  const stages = listIn(event['Stage Infos']).map(fieldsIn)
  // A job of a continuous query, even one that lacks its mark, writes by this RDD.
  const writing = stages.flatMap((stage) => {
    const rdd = listIn(stage['RDD Info'])
      .map(fieldsIn)
      .find(({ Name: name }) => name === 'ContinuousWriteRDD')
    return rdd === undefined ? [] : [{ stage, rdd }]
  })
  const job = Number(event['Job ID'])
  if (writing.length === 0 || !Number.isSafeInteger(job)) return undefined
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0)
  const partitions = sum(writing.map(({ rdd }) => Number(rdd['Number of Partitions'])))
  return {
    kind: 'job-started',
    job,
    stages: writing.map(({ stage }) => Number(stage['Stage ID'])),
    tasks: sum(writing.map(({ stage }) => Number(stage['Number of Tasks']))),
    partitions: Number.isSafeInteger(partitions) ? partitions : undefined,
    runId: text('spark.jobGroup.id'),
    queryId: text('sql.streaming.queryId'),
    isContinuous: text('__is_continuous_processing'),
    startEpoch: text('__continuous_start_epoch'),
    coordinatorId: text('__epoch_coordinator_id'),
    interval: text('__continuous_epoch_interval'),
  }
}

function taskIn(event: Fields): TaskId | undefined {
  const info = fieldsIn(event['Task Info'])
  const id = {
    index: Number(info['Index']),
    attempt: Number(info['Attempt']),
    stage: Number(event['Stage ID']),
    tid: Number(info['Task ID']),
  }
  return Object.values(id).every(Number.isSafeInteger) ? id : undefined
}

const fieldsIn = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function parsed(line: string): Fields | undefined {
  try {
    return fieldsIn(JSON.parse(line))
  } catch {
    return undefined
  }
}
