import type { SinkMode } from '../file/modes.ts'
import type { SinkRequirement } from './sink-requirement.ts'

/** Where Spark does not do what its own Javadoc says to sinks. */
export interface SinkErratum {
  readonly id: SinkRequirement['id']
  /** Where it was seen. */
  readonly mode: SinkMode
  /** What Spark does instead. */
  readonly does: string
  readonly measuredIn: readonly string[]
}

const everywhere = ['3.0.3', '3.5.8', '4.2.0']

export const sinkErrata: readonly SinkErratum[] = [
  {
    id: 'SK-10',
    mode: 'continuous',
    does: "Spark also aborts a writer when the source fails, and when the message of the writer's commit cannot be sent: its commit has returned then.",
    measuredIn: everywhere,
  },
  {
    id: 'SK-11',
    mode: 'continuous',
    does: 'When the query is stopped, Spark only closes the writers.',
    measuredIn: everywhere,
  },
  {
    id: 'SK-16',
    mode: 'continuous',
    does: 'After a commit that failed, no later epoch of the run is committed (CE-20).',
    measuredIn: everywhere,
  },
  {
    id: 'SK-19',
    mode: 'continuous',
    does: 'The run goes on, and no error ends it (CE-20).',
    measuredIn: everywhere,
  },
  {
    id: 'SK-20',
    mode: 'continuous',
    does: "Spark never calls the sink's abort.",
    measuredIn: everywhere,
  },
  {
    id: 'SK-21',
    mode: 'continuous',
    does: "Spark never calls the sink's abort.",
    measuredIn: everywhere,
  },
  {
    id: 'SK-23',
    mode: 'continuous',
    does: 'No task is tried again: the run fails.',
    measuredIn: everywhere,
  },
  {
    id: 'SK-25',
    mode: 'micro-batch',
    does: 'When the close of a writer fails behind its commit, Spark tries the task again, and another writer commits.',
    measuredIn: ['3.5.8'],
  },
]

export const sinkErratumOf = (id: string, mode: SinkMode): SinkErratum | undefined =>
  sinkErrata.find((each) => each.id === id && each.mode === mode)
