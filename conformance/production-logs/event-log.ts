import type { Observation, TaskId } from './observation.ts'

type Fields = Readonly<Record<string, unknown>>

/** What one line of an event log shows: the jobs that write, and the attempts of their tasks. Other events, and lines that are none, show nothing. */
export function readEvent(line: string): readonly Observation[] {
  // Most events are about other things: only these are worth the parsing.
  if (!/"Event":"SparkListener(?:JobStart|TaskStart|TaskEnd)"/.test(line.slice(0, 100))) return []
  const event = parsed(line)
  if (event === undefined) return []
  switch (event['Event']) {
    case 'SparkListenerJobStart':
      return jobStarted(event)
    case 'SparkListenerTaskStart': {
      const task = taskIn(event)
      return task === undefined ? [] : [{ kind: 'task-begun', task, partition: task.index }]
    }
    case 'SparkListenerTaskEnd': {
      const task = taskIn(event)
      if (task === undefined) return []
      const { Reason: reason, 'Class Name': name } = fieldsIn(event['Task End Reason'])
      return [{ kind: 'task-over', task, reason: [reason, name].filter((one) => typeof one === 'string').join(': ') }]
    }
    default:
      return []
  }
}

function jobStarted(event: Fields): readonly Observation[] {
  const properties = fieldsIn(event['Properties'])
  const text = (name: string) => (typeof properties[name] === 'string' ? properties[name] : undefined)
  const stages = Array.isArray(event['Stage Infos']) ? event['Stage Infos'].map(fieldsIn) : []
  // A job of a continuous query, even one that lacks its mark, writes by this RDD.
  const writing = stages.filter(({ 'RDD Info': rdds }) => JSON.stringify(rdds ?? []).includes('"ContinuousWriteRDD"'))
  if (writing.length === 0) return []
  return [
    {
      kind: 'job-started',
      stages: writing.map((stage) => Number(stage['Stage ID'])),
      tasks: writing.reduce((sum, stage) => sum + Number(stage['Number of Tasks']), 0),
      runId: text('spark.jobGroup.id'),
      queryId: text('sql.streaming.queryId'),
      isContinuous: text('__is_continuous_processing'),
      startEpoch: text('__continuous_start_epoch'),
      coordinatorId: text('__epoch_coordinator_id'),
      interval: text('__continuous_epoch_interval'),
    },
  ]
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

const fieldsIn = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})

function parsed(line: string): Fields | undefined {
  try {
    return fieldsIn(JSON.parse(line))
  } catch {
    return undefined
  }
}
