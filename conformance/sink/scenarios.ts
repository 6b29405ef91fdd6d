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
  /** Spark does here what its documentation says to sinks, or what only its code says (CE-19, CE-20). */
  readonly spark: 'as documented' | 'as it is'
}

/** Another run reads the rows again that no epoch has committed, and commits them. A query that has failed needs no stop before it. */
const restarted = (...rows: readonly SinkStep[]): readonly SinkStep[] => [execute, ...rows, endEpoch]
const again = (...rows: readonly SinkStep[]): readonly SinkStep[] => [stop, ...restarted(...rows)]

export const sinkScenarios: readonly SinkScenario[] = [
  {
    name: 'nothing fails',
    spark: 'as documented',
    steps: [execute, row(), endEpoch, row(), endEpoch],
  },
  {
    name: 'nothing fails, with two partitions',
    spark: 'as documented',
    partitions: 2,
    steps: [execute, row(0), row(1), endEpoch, row(1), row(1), endEpoch],
  },
  {
    name: 'an epoch without rows is committed',
    spark: 'as documented',
    steps: [execute, row(), endEpoch, endEpoch, row(), endEpoch],
  },
  {
    name: 'stopped with rows that no epoch has committed',
    spark: 'as documented',
    steps: [execute, row(), ...again(row())],
  },
  {
    name: 'a write fails',
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('write'), row(), ...restarted(row(), row())],
  },
  {
    name: 'a write fails after it went through',
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('write.after'), row(), ...restarted(row(), row())],
  },
  {
    name: 'a write fails in the epoch after a committed one',
    spark: 'as documented',
    steps: [execute, row(), endEpoch, row(), sinkFailsInTask('write'), row(), ...restarted(row(), row())],
  },
  {
    name: "a writer's commit fails",
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('commit'), endEpoch, ...restarted(row())],
  },
  {
    name: "a writer's commit fails after it went through",
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('commit.after'), endEpoch, ...restarted(row())],
  },
  {
    name: "a writer's commit fails after it went through, and so does the abort",
    spark: 'as documented',
    steps: [execute, row(), sinkFailsInTask('abort'), sinkFailsInTask('commit.after'), endEpoch, ...restarted(row())],
  },
  {
    name: 'a task dies between its commit and its message',
    spark: 'as documented',
    steps: [execute, row(), sendFails(), endEpoch, ...restarted(row())],
  },
  {
    name: 'the same epoch is committed again with the same rows',
    spark: 'as documented',
    steps: [execute, row(), sparkFails('query.commit'), endEpoch, ...again(row())],
  },
  {
    name: "the sink's commit fails after it went through, and is repeated by the next run",
    spark: 'as documented',
    steps: [execute, row(), sinkFails('writer.commit.after'), endEpoch, ...again(row())],
  },
  {
    name: "the sink's commit fails between two partitions, and is repeated by the next run",
    spark: 'as documented',
    partitions: 2,
    steps: [execute, row(0), row(1), sinkFails('writer.commit.midway'), endEpoch, ...again(row(0), row(1))],
  },
  {
    name: 'the next run ends an epoch later that the sink has already',
    spark: 'as it is',
    steps: [execute, row(), sparkFails('query.commit'), endEpoch, ...again(row(), row()), row(), endEpoch],
  },
  {
    name: 'the next run ends an epoch earlier that the sink has already',
    spark: 'as it is',
    steps: [execute, row(), row(), sparkFails('query.commit'), endEpoch, ...again(row()), row(), endEpoch],
  },
  {
    name: "the sink's commit is refused once, and the query goes on (CE-20)",
    spark: 'as it is',
    steps: [execute, row(), sinkFails('writer.commit'), endEpoch, row(), endEpoch, ...again(row(), row())],
  },
  {
    name: 'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)',
    spark: 'as it is',
    steps: [...[execute, row(), row(), sinkFails('writer.commit'), endEpoch], ...again(row()), ...again(row())],
  },
]
