@micro-batch
Feature: Spark repeats a batch
  In micro-batches Spark tries each task twice, and the next run repeats a batch that is not in the commit log, with the same
  rows. The batch behind it shows what the sink has made of the repeated one. A fault of Spark's own logs is a crash at that
  moment: it calls nothing of the sink any more.

  Rule: Nothing fails
    Each row is there once when its batch is committed, and no row before. A batch may be without rows.

    Scenario: nothing fails
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And a batch is run
      And a row arrives
      And a row arrives
      And a batch is run

    Scenario: a batch has no row, and another none in one of its partitions
      Given a query with 2 partitions
      When the query is executed
      And no row arrives in partition 0
      And a batch is run
      And a row arrives in partition 1
      And a batch is run
      And a row arrives in partition 0
      And a batch is run

  Rule: The query is stopped
    Rows that arrive while the query does not run are in the batch of the next run.

    Scenario: stopped between two batches
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And a batch is run
      And a row arrives
      And the query is stopped
      When the query is executed
      And a batch is run

  Rule: A write fails
    Spark aborts the writer and tries the task again. After its last attempt it aborts the batch, which the next run repeats.

    Scenario: a write fails after it went through, and Spark tries the task again
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And a row arrives
      But the next write will fail after it took effect
      And a batch is run

    Scenario: each attempt of a task fails when the other task has committed
      Given a query with 2 partitions
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      But the next write in partition 1 will fail in each attempt
      And a batch is run
      When the query is executed
      And a row arrives in partition 0
      And a batch is run

  Rule: A writer's commit fails
    Spark aborts the writer, also where the commit went through, and tries the task again.

    Scenario: a writer's commit fails after it went through, and Spark tries the task again
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next commit of a writer will fail after it took effect
      And a batch is run

    Scenario: each attempt of a task fails, and the next run repeats the batch
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next commit of a writer will fail in each attempt
      And a batch is run
      When the query is executed
      And a row arrives
      And a batch is run

  Rule: A writer's close fails
    The attempt fails behind the writer's commit, and no abort follows. Spark tries the task again, and the other writer commits, too.

    Scenario: a writer's close fails behind its commit, and Spark tries the task again
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next close of a writer will fail
      And a batch is run

    Scenario: each attempt fails at the writer's close, and the next run repeats the batch
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next close of a writer will fail after it took effect in each attempt
      And a batch is run
      When the query is executed
      And a row arrives
      And a batch is run

  Rule: The sink's commit of an epoch fails
    Spark aborts the batch, though the sink may have all of it, or a part. The next run repeats the batch.

    Scenario: the sink's commit fails, Spark aborts the batch, and the next run repeats it
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the sink's next commit will fail
      And a batch is run
      When the query is executed
      And a row arrives
      And a batch is run

    Scenario: the sink's commit fails after it went through, Spark aborts the batch, and the next run repeats it
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the sink's next commit will fail after it took effect
      And a batch is run
      When the query is executed
      And a row arrives
      And a batch is run

    Scenario: the sink's commit fails between two partitions, Spark aborts the batch, and the next run repeats it
      Given a query with 2 partitions
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      But the sink's next commit will fail at its last message
      And a batch is run
      When the query is executed
      And a row arrives in partition 0
      And a batch is run

  Rule: Spark crashes before the sink's commit
    Neither the commit nor the abort of the sink takes effect. The next run repeats the batch.

    Scenario: Spark crashes before the sink's commit: nothing is aborted
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the sink's next commit will fail
      But the sink's next abort will fail
      And a batch is run
      When the query is executed
      And a row arrives
      And a batch is run

  Rule: Spark crashes behind the sink's commit
    The sink has the batch, and Spark does not know. The next run commits the batch again.

    Scenario: Spark crashes between the sink's commit and its own
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next entry in Spark's commit log will fail
      And a batch is run
      When the query is executed
      And a row arrives
      And a batch is run

    Scenario: Spark crashes twice between the sink's commit and its own
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next entry in Spark's commit log will fail
      And a batch is run
      But the next entry in Spark's commit log will fail
      When the query is executed
      When the query is executed
      And a row arrives
      And a batch is run

  Rule: Spark crashes between two epochs
    A batch in the commit log is not repeated. One that was not planned may get more rows.

    Scenario: Spark crashes when its commit log has the batch
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next entry in Spark's commit log will fail after it took effect
      And a batch is run
      When the query is executed
      And a row arrives
      And a batch is run

    Scenario: Spark crashes before and after it plans a batch
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And a batch is run
      And a row arrives
      But the next entry in Spark's offset log will fail
      And a batch is run
      And a row arrives
      When the query is executed
      But the next entry in Spark's offset log will fail after it took effect
      And a batch is run
      When the query is executed
      And a row arrives
      And a batch is run
