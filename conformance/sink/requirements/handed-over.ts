import { type Finding, keptIf } from './finding.ts'
import { callsOf, failed, type SinkCase, worked } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// The objects that a sink hands over to Spark.

function* streams({ calls }: SinkCase): Iterable<Finding> {
  for (const { sink, step, error } of callsOf(calls, 'to-streaming'))
    yield keptIf(sink === 'returned', step, `the table promises streaming writes, and its write refused one: ${error}`)
}

const isSent = (kind: 'create-writer-factory' | 'commit', what: string) =>
  function* judge({ calls }: SinkCase): Iterable<Finding> {
    for (const call of callsOf(calls, kind)) {
      if (!worked(call) || failed(call)) continue
      yield keptIf(call.unserializable === undefined, call.step, `${what} cannot be serialized: ${call.unserializable}`)
    }
  }

export const ofHandedOver: readonly SinkRequirement[] = [
  {
    id: 'SK-27',
    owedBy: 'sink',
    level: 'must',
    source: { file: 'Write', method: 'toStreaming' },
    since: '3.0',
    says: 'A table with the capability STREAMING_WRITE makes a streaming write (up to Spark 3.1 by its `WriteBuilder`).',
    intent: 'The query fails at its start otherwise.',
    judge: streams,
  },
  {
    id: 'SK-28',
    owedBy: 'sink',
    level: 'must',
    source: { file: 'StreamingDataWriterFactory' },
    since: '3.0',
    says: 'The writer factory can be serialized.',
    intent: 'Spark sends it to the executors.',
    judge: isSent('create-writer-factory', 'the factory'),
  },
  {
    id: 'SK-29',
    owedBy: 'sink',
    level: 'must',
    source: { file: 'WriterCommitMessage' },
    since: '3.0',
    says: 'Commit messages can be serialized.',
    intent: 'In one JVM Spark does not serialize them: the first cluster would.',
    judge: isSent('commit', 'the message of the commit'),
  },
]
