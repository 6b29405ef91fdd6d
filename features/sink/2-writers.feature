Feature: Writers fail
  A query in continuous mode has no second attempt of a task: it ends. Executed again, it reads the rows behind the last
  committed epoch again. New writers get them, and the old ones must leave nothing that readers see.

  Rule: The writer factory cannot be made
    The query ends before it has any task. The next run makes a factory of its own.

    Scenario: the writer factory cannot be made
      Given a query with 1 partition
      But making the next writer factory will fail
      When the query is executed
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: making the writer factory fails after it went through, behind a committed epoch
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the query is stopped
      But making the next writer factory will fail after it took effect
      When the query is executed
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: A writer cannot be made
    The task fails before it reads a row, and the query ends. A writer that is there nevertheless is neither aborted nor closed.

    Scenario: a writer cannot be made
      Given a query with 2 partitions
      But making the next writer in partition 1 will fail
      When the query is executed
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And the epoch ends

    Scenario: making a writer fails after it went through, behind a committed epoch
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But making the next writer will fail after it took effect
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: A write fails
    Spark aborts the writer, and the query ends. The next run reads the rows of the epoch again.

    Scenario: a write fails
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next write will fail
      And a row arrives
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends

    Scenario: a write fails after it went through
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next write will fail after it took effect
      And a row arrives
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends

    Scenario: a write fails in the epoch after a committed one
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      But the next write will fail
      And a row arrives
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends

  Rule: A writer's commit fails
    Spark aborts the writer, also where the commit went through. Its rows come again with another writer.

    Scenario: a writer's commit fails
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next commit of a writer will fail
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: a writer's commit fails after it went through
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next commit of a writer will fail after it took effect
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: A writer's abort fails
    What the writer has left behind stays there, and no message names it.

    Scenario: a writer's commit fails after it went through, and so does the abort
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next abort of a writer will fail
      But the next commit of a writer will fail after it took effect
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: A writer's close fails
    The task fails behind the writer's commit and its message, and no abort follows. The epoch is committed if the message arrives.

    Scenario: a writer's close fails behind its commit
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next close of a writer will fail
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: a writer's close fails after it went through, and before the message of its commit arrives
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      But the next close of a writer will fail after it took effect
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered

    Scenario: a writer's close fails when the query is stopped
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next close of a writer will fail
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: The send of a commit message fails
    The writer has committed, and nobody learns of it. Its rows come again with another writer.

    Scenario: a task dies between its commit and its message
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But sending the next commit message will fail
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: The source fails
    Spark aborts the writer, though no call of it has failed.

    Scenario: the source fails in the epoch after a committed one
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      But the source fails
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: A task is interrupted, or ends early
    Spark only closes the writer of a killed task. It does not try the task again: the query ends.

    Scenario: a task is killed in the epoch after a committed one
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the task is killed
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: a task is killed when all writers have committed, and before their messages arrive
      Given a query with 2 partitions whose messages are held
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And the epoch ends
      And the task in partition 1 is killed
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And the epoch ends
      And the next message from partition 0 is delivered
      And the next message from partition 0 is delivered
      And the next message from partition 1 is delivered
      And the next message from partition 1 is delivered

    Scenario: the thread of the query is interrupted, and the query begins another job by itself
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the thread of the query is interrupted
      And a row arrives
      And the epoch ends
