@query
Feature: What goes wrong around the write
  Between a writer's commit and the epoch's lie a message, a mailbox, a sink and two logs, and each can fail by itself. An
  epoch that was not committed must be done again, and none that follows it may be committed before.

  Rule: What sink or log throws inside the coordinator ends no run, and commits nothing more

    @CE-20
    Scenario Outline: <place> throws, and nobody is told
      Given a query over 1 partition
      And the query is executed
      And the <place> will throw IOException "no space left"
      When the query's epoch is advanced 3 times
      Then the query is not stopped
      And the query commits no epoch
      And task 0 makes the writer of epoch 3

      Examples:
        | place                         |
        | sink's next epoch commit      |
        | query's next offset log entry |
        | query's next epoch commit     |

    @CE-20
    Scenario: tasks write on, and their rows wait for a restart
      Given a query over 2 partitions
      And the query is executed
      And the sink's next epoch commit will throw IOException "no space left"
      And the query's epoch is advanced
      When task 0 gets the row "a"
      And the query's epoch is advanced
      Then task 0 writes "a" in epoch 1
      And task 0 commits epoch 1
      And the query is not stopped
      And no epoch is committed

  Rule: A message that never comes holds back its epoch, and all that follow

    @OP-35
    Scenario: a commit is lost
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 1 are delivered
      And task 0's report of epoch 0 is delivered
      And task 0's report of epoch 1 is delivered
      When task 0's commit of epoch 1 is delivered
      Then no epoch is committed

    @OP-35
    Scenario: a report is lost
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 0 are delivered
      And task 1's commit of epoch 0 is delivered
      When task 1's report of epoch 1 is delivered
      And task 1's commit of epoch 1 is delivered
      Then no epoch is committed

  Rule: A task that dies between its commit and its message has committed nothing

    @EC-28
    Scenario: its writer is aborted, although it has committed
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      And the next send of a commit by task 0 will throw IOException "connection reset"
      When the query's epoch is advanced
      Then this happens, in this order:
        | task 0 reports the end of epoch 0: "1"           |
        | task 0 commits epoch 0                           |
        | task 0 aborts the writer of epoch 0              |
        | task 0 fails with IOException "connection reset" |
        | the query asks StopContinuousExecutionWrites     |
        | the query stops with an error                    |

    @CE-16
    Scenario: a restart does its epoch again, although its offsets are in the log
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      And the next send of a commit by task 0 will throw IOException "connection reset"
      And the query's epoch is advanced
      When the query is executed again
      And task 0 gets the row "a"
      And the query's epoch is advanced
      Then task 0 writes "a" in epoch 0
      And the sink commits epoch 0 with "commit-0-0"

    @EC-28
    Scenario: a task is killed while its commit is on its way, which comes too late
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And the next message of task 0 is delivered
      And task 0 is killed
      When the next message of task 0 is delivered
      Then no epoch is committed

    @CE-16
    Scenario: and is done again by the next run
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the next message of task 0 is delivered
      And task 0 is killed
      When the query is executed again
      Then task 0 makes the writer of epoch 0

  Rule: Three epochs in reverse

    @OP-35
    Scenario: writer 1's commit of an epoch arrives before writer 0's of the one before it, from the last epoch to the first
      Given a query over 2 partitions whose messages are held, and whose first epoch is 1
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And task 1 gets the row "b"
      And the query's epoch is advanced
      And task 0 gets the row "c"
      And the query's epoch is advanced
      And task 0's report of epoch 3 is delivered
      And task 1's report of epoch 3 is delivered
      And task 0's report of epoch 2 is delivered
      And task 1's report of epoch 2 is delivered
      And task 0's report of epoch 1 is delivered
      And task 1's report of epoch 1 is delivered
      When task 1's commit of epoch 3 is delivered
      And task 0's commit of epoch 3 is delivered
      And task 1's commit of epoch 2 is delivered
      And task 0's commit of epoch 2 is delivered
      And task 1's commit of epoch 1 is delivered
      Then no epoch is committed
      When task 0's commit of epoch 1 is delivered
      Then this happens, in this order:
        | the sink commits epoch 1 with "commit-0-1", "commit-1-1" |
        | the query commits epoch 1                                |
        | the sink commits epoch 2 with "commit-0-2", "commit-1-2" |
        | the query commits epoch 2                                |
        | the sink commits epoch 3 with "commit-0-3", "commit-1-3" |
        | the query commits epoch 3                                |
