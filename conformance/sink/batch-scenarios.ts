import { batch, execute, fails, failsInTask, noRow, row, stop, taskAttempts } from './batch-schedule.ts'
import type { BatchScenario } from './scenarios.ts'

const forGood = { times: taskAttempts }

// Spark does in each of them what the documentation of its interfaces says to sinks. A run repeats the batch of the last run if that has
// no entry in the commit log, with the same rows. The batch that follows shows what the sink has made of the repeated one.
export const batchScenarios: readonly BatchScenario[] = [
  {
    name: 'nothing fails',
    fault: 'Nothing fails',
    spark: 'as documented',
    steps: [execute, row(), batch, row(), row(), batch],
  },
  {
    name: 'stopped between two batches',
    fault: 'The query is stopped',
    spark: 'as documented',
    steps: [execute, row(), batch, row(), stop, execute, batch],
  },
  {
    name: 'a batch has no row, and another none in one of its partitions',
    fault: 'Nothing fails',
    spark: 'as documented',
    partitions: 2,
    steps: [execute, noRow(), batch, row(1), batch, row(0), batch],
  },
  {
    name: 'a write fails after it went through, and Spark tries the task again',
    fault: 'A write fails',
    spark: 'as documented',
    steps: [execute, row(), row(), failsInTask('write.after'), batch],
  },
  {
    name: "a writer's commit fails after it went through, and Spark tries the task again",
    fault: "A writer's commit fails",
    spark: 'as documented',
    steps: [execute, row(), failsInTask('commit.after'), batch],
  },
  {
    name: 'each attempt of a task fails, and the next run repeats the batch',
    fault: "A writer's commit fails",
    spark: 'as documented',
    steps: [execute, row(), failsInTask('commit', forGood), batch, execute, row(), batch],
  },
  {
    name: 'each attempt of a task fails when the other task has committed',
    fault: 'A write fails',
    spark: 'as documented',
    partitions: 2,
    steps: [execute, row(0), row(1), failsInTask('write', { partition: 1, ...forGood }), batch, execute, row(0), batch],
  },
  {
    name: "the sink's commit fails, Spark aborts the batch, and the next run repeats it",
    fault: "The sink's commit of an epoch fails",
    spark: 'as documented',
    steps: [execute, row(), fails('writer.commit'), batch, execute, row(), batch],
  },
  {
    name: "the sink's commit fails after it went through, Spark aborts the batch, and the next run repeats it",
    fault: "The sink's commit of an epoch fails",
    spark: 'as documented',
    steps: [execute, row(), fails('writer.commit.after'), batch, execute, row(), batch],
  },
  {
    name: "the sink's commit fails between two partitions, Spark aborts the batch, and the next run repeats it",
    fault: "The sink's commit of an epoch fails",
    spark: 'as documented',
    partitions: 2,
    steps: [execute, row(0), row(1), fails('writer.commit.midway'), batch, execute, row(0), batch],
  },
  {
    name: "Spark crashes before the sink's commit: nothing is aborted",
    fault: "Spark crashes before the sink's commit",
    spark: 'as documented',
    steps: [execute, row(), fails('writer.commit'), fails('writer.abort'), batch, execute, row(), batch],
  },
  {
    name: "Spark crashes between the sink's commit and its own",
    fault: "Spark crashes behind the sink's commit",
    spark: 'as documented',
    steps: [execute, row(), fails('query.commit'), batch, execute, row(), batch],
  },
  {
    name: "Spark crashes twice between the sink's commit and its own",
    fault: "Spark crashes behind the sink's commit",
    spark: 'as documented',
    steps: [execute, row(), fails('query.commit'), batch, fails('query.commit'), execute, execute, row(), batch],
  },
  {
    name: 'Spark crashes when its commit log has the batch',
    fault: 'Spark crashes between two epochs',
    spark: 'as documented',
    steps: [execute, row(), fails('query.commit.after'), batch, execute, row(), batch],
  },
  {
    name: 'Spark crashes before and after it plans a batch',
    fault: 'Spark crashes between two epochs',
    spark: 'as documented',
    steps: [
      // Behind a first batch: Spark 4.2 refuses a checkpoint in which a crash has left half a plan and no whole one.
      ...[execute, row(), batch, row(), fails('query.add-offset'), batch, row(), execute],
      ...[fails('query.add-offset.after'), batch, execute, row(), batch],
    ],
  },
]
