import { counted } from '../../counted.ts'
import { broken, type Finding, kept, keptIf } from './finding.ts'
import { callsOf, endOf, failed, named, type SinkCase } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// What Spark owes a sink from one run of the query to the next.

function* factoryFirst({ runs, moments }: SinkCase): Iterable<Finding> {
  for (const run of runs) {
    const { calls } = run
    const events = moments.slice(run.first - 1, run.last).flatMap((moment) => moment.events)
    // A run that is interrupted submits another job.
    const jobs = Math.max(1, events.filter(({ kind }) => kind === 'job-submitted').length)
    // A factory that could not be made has no job.
    const factories = callsOf(calls, 'create-writer-factory').filter((call) => !failed(call))
    const [first, second] = [factories[0], factories[jobs]]
    const [writer] = callsOf(calls, 'create-writer')
    if (writer !== undefined && (first === undefined || first.at > writer.at))
      yield broken(writer.step, 'a writer was made before the factory')
    else if (first !== undefined)
      yield keptIf(second === undefined, second?.step ?? first.step, 'a factory was made again for the same job')
  }
}

function* noJobWithoutFactory({ runs, moments }: SinkCase): Iterable<Finding> {
  for (const run of runs)
    for (const { step, at } of callsOf(run.calls, 'create-writer-factory').filter(failed)) {
      const hasWriter = run.calls.some((call) => call.kind === 'create-writer' && call.at > at)
      const hasJob = moments[step - 1]?.events.some(({ kind }) => kind === 'job-submitted') === true
      if (hasWriter || hasJob) yield broken(step, 'the factory could not be made, and a job was submitted')
      else yield keptIf(run.end?.failed === true, endOf(run), 'the factory could not be made, and the run has no error')
    }
}

function* partitionsAsTold({ runs }: SinkCase): Iterable<Finding> {
  for (const { calls, writers, partitions } of runs) {
    if (partitions === undefined) continue
    const outside = writers.find(({ partition }) => partition >= partitions)
    const seen = new Set(writers.map(({ partition }) => partition))
    const [commit] = callsOf(calls, 'epoch.commit')
    if (outside !== undefined)
      yield broken(
        outside.made.step,
        `the sink was told of ${counted(partitions, 'partition')}, and has a writer for partition ${outside.partition}`,
      )
    else if (seen.size === partitions) yield kept(Math.max(...writers.map(({ made }) => made.step)))
    else if (commit !== undefined)
      yield broken(
        commit.step,
        `the sink was told of ${counted(partitions, 'partition')}, and an epoch was committed with writers for ${seen.size}`,
      )
  }
}

function* onTheirSide({ calls }: SinkCase): Iterable<Finding> {
  const ofTasks = ['create-writer', 'write', 'commit', 'abort', 'close']
  for (const { kind, inTask, step, thread } of calls) {
    const isOfTask = ofTasks.includes(kind)
    const where = inTask ? 'in a task' : 'outside of any task'
    yield keptIf(inTask === isOfTask, step, `${kind} was called ${where} (thread ${thread})`)
  }
}

function* triedAgain({ runs }: SinkCase): Iterable<Finding> {
  for (const run of runs)
    for (const writer of run.writers) {
      const failure = [writer.made, ...writer.calls].find(
        (call) => failed(call) && ['create-writer', 'write', 'commit'].includes(call.kind),
      )
      const isFirst = !run.writers.some(
        ({ partition, epoch, made }) =>
          partition === writer.partition && epoch === writer.epoch && made.at < writer.made.at,
      )
      // Spark tries a few times, and then gives up.
      if (failure === undefined || !isFirst) continue
      const again = run.writers.find(
        ({ partition, epoch, made }) =>
          partition === writer.partition && epoch === writer.epoch && made.at > failure.at,
      )
      yield again === undefined
        ? broken(endOf(run), `${named(writer)} failed in step ${failure.step} (${failure.kind}), and had no other`)
        : kept(again.made.step)
    }
}

function* notRunAgain({ runs, moments, calls }: SinkCase): Iterable<Finding> {
  for (const { end } of runs) {
    if (end?.failed !== true) continue
    const next = moments.findIndex(({ action }, index) => index >= end.step && action.kind === 'execute')
    const until = next === -1 ? moments.length : next
    const later = calls.find(({ step }) => step > end.step && step <= until)
    const because = `the run failed in step ${end.step}, and the sink was called (${later?.kind}) before another execution`
    yield keptIf(later === undefined, later?.step ?? end.step, because)
  }
}

function* oneQuery({ calls }: SinkCase): Iterable<Finding> {
  const [first, ...later] = callsOf(calls, 'new-write')
  for (const { queryId, step } of later)
    yield keptIf(queryId === first?.queryId, step, `the query was ${first?.queryId}, and is ${queryId}`)
}

export const ofRuns: readonly SinkRequirement[] = [
  {
    id: 'SK-1',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite' },
    since: '3.0',
    says: 'Spark makes one writer factory for each job, before any writer.',
    intent: 'A sink prepares what all writers need, such as a transaction, in one place.',
    judge: factoryFirst,
  },
  {
    id: 'SK-2',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite', method: 'createStreamingWriterFactory' },
    since: '3.0',
    says: 'When the factory cannot be made, Spark submits no job, and the run ends with an error.',
    intent: 'A sink that cannot be reached is found out before any row is read.',
    judge: noJobWithoutFactory,
  },
  {
    id: 'SK-3',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'PhysicalWriteInfo', method: 'numPartitions' },
    since: '3.0',
    says: 'The number of partitions that the sink is told is that of the partitions for which writers are made.',
    intent: 'A sink can tell whether it has the work of all writers.',
    judge: partitionsAsTold,
  },
  {
    id: 'SK-15',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingDataWriterFactory' },
    since: '3.0',
    says: 'Spark makes and calls writers in tasks, and calls all else of the sink at the driver.',
    intent: 'A sink knows which of its objects share a process.',
    judge: onTheirSide,
  },
  {
    id: 'SK-23',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite' },
    since: '3.0',
    says: 'When a writer fails, or cannot be made, Spark tries its task again with a new one.',
    intent: 'One refused connection does not end a query.',
    judge: triedAgain,
  },
  {
    id: 'SK-24',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'StreamingWrite' },
    since: '3.0',
    says: 'Spark does not run a failed write again by itself: the user executes the query again.',
    intent: 'Nothing writes to a sink after its query has failed.',
    judge: notRunAgain,
  },
  {
    id: 'SK-26',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'LogicalWriteInfo', method: 'queryId' },
    since: '3.0',
    says: 'The sink is told the same id of the query in each of its runs.',
    intent: 'By this id and the epoch a sink finds out that it has an epoch already.',
    judge: oneQuery,
  },
]
