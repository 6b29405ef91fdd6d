import type { BatchSchedule } from './batch-schedule.ts'
import {
  endEpoch,
  execute,
  row,
  type Schedule,
  type SinkStep,
  sendFails,
  sinkFails,
  sinkFailsInTask,
  sparkFails,
  stop,
} from './schedule.ts'

/** What a sink is put through. */
export interface SinkScenario extends Schedule {
  readonly name: string
  /** What fails, as a sentence: one of `sinkFaults` in the kit's own scenarios. */
  readonly fault: string
  /** Spark does here what its documentation says to sinks, or what only its code says (CE-19, CE-20). */
  readonly spark: 'as documented' | 'as it is'
}

/** What a sink is put through under micro-batch execution. */
export type BatchScenario = BatchSchedule & Pick<SinkScenario, 'name' | 'fault' | 'spark'>

/** Another run reads the rows again that no epoch has committed, and commits them. A query that has failed needs no stop before it. */
const restarted = (...rows: readonly SinkStep[]): readonly SinkStep[] => [execute, ...rows, endEpoch]
const again = (...rows: readonly SinkStep[]): readonly SinkStep[] => [stop, ...restarted(...rows)]

export const sinkScenarios: readonly SinkScenario[] = [
  {
    name: 'nothing fails',
    fault: 'Nothing fails',
    spark: 'as documented',
    steps: [execute, row(), endEpoch, row(), endEpoch],
  },
  {
    name: 'nothing fails, with two partitions',
    fault: 'Nothing fails',
    spark: 'as documented',
    partitions: 2,
    steps: [execute, row(0), row(1), endEpoch, row(1), row(1), endEpoch],
  },
  {
    name: 'an epoch without rows is committed',
    fault: 'Nothing fails',
    spark: 'as documented',
    steps: [execute, row(), endEpoch, endEpoch, row(), endEpoch],
  },
  {
    name: 'stopped with rows that no epoch has committed',
    fault: 'The query is stopped',
    spark: 'as documented',
    steps: [execute, row(), ...again(row())],
  },
  {
    name: 'a write fails',
    fault: 'A write fails',
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('write'), row(), ...restarted(row(), row())],
  },
  {
    name: 'a write fails after it went through',
    fault: 'A write fails',
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('write.after'), row(), ...restarted(row(), row())],
  },
  {
    name: 'a write fails in the epoch after a committed one',
    fault: 'A write fails',
    spark: 'as documented',
    steps: [execute, row(), endEpoch, row(), sinkFailsInTask('write'), row(), ...restarted(row(), row())],
  },
  {
    name: "a writer's commit fails",
    fault: "A writer's commit fails",
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('commit'), endEpoch, ...restarted(row())],
  },
  {
    name: "a writer's commit fails after it went through",
    fault: "A writer's commit fails",
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('commit.after'), endEpoch, ...restarted(row())],
  },
  {
    name: "a writer's commit fails after it went through, and so does the abort",
    fault: "A writer's abort fails",
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('abort'), sinkFailsInTask('commit.after'), endEpoch, ...restarted(row())],
  },
  {
    name: 'a task dies between its commit and its message',
    fault: 'The send of a commit message fails',
    spark: 'as documented',
    steps: [execute, row(), sendFails(), endEpoch, ...restarted(row())],
  },
  {
    name: 'the same epoch is committed again with the same rows',
    fault: "Spark crashes behind the sink's commit",
    spark: 'as documented',
    steps: [execute, row(), sparkFails('query.commit'), endEpoch, ...again(row())],
  },
  {
    name: "the sink's commit fails after it went through, and is repeated by the next run",
    fault: "The sink's commit of an epoch fails",
    spark: 'as documented',
    steps: [execute, row(), sinkFails('writer.commit.after'), endEpoch, ...again(row())],
  },
  {
    name: "the sink's commit fails between two partitions, and is repeated by the next run",
    fault: "The sink's commit of an epoch fails",
    spark: 'as documented',
    partitions: 2,
    steps: [execute, row(0), row(1), sinkFails('writer.commit.midway'), endEpoch, ...again(row(0), row(1))],
  },
  {
    name: 'the next run ends an epoch later that the sink has already',
    fault: 'The next run ends an epoch elsewhere',
    spark: 'as it is',
    steps: [execute, row(), sparkFails('query.commit'), endEpoch, ...again(row(), row()), row(), endEpoch],
  },
  {
    name: 'the next run ends an epoch earlier that the sink has already',
    fault: 'The next run ends an epoch elsewhere',
    spark: 'as it is',
    steps: [execute, row(), row(), sparkFails('query.commit'), endEpoch, ...again(row()), row(), endEpoch],
  },
  {
    name: "the sink's commit is refused once, and the query goes on (CE-20)",
    fault: 'A refused commit stops all later ones (CE-20)',
    spark: 'as it is',
    steps: [execute, row(), sinkFails('writer.commit'), endEpoch, row(), endEpoch, ...again(row(), row())],
  },
  {
    name: 'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)',
    fault: 'Offsets are ahead of commits (CE-19)',
    spark: 'as it is',
    steps: [...[execute, row(), row(), sinkFails('writer.commit'), endEpoch], ...again(row()), ...again(row())],
  },
]
