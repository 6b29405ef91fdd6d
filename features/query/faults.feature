@query
Feature: A fault around the write leaves its epoch uncommitted
  Between a writer's commit and the commit of the epoch, a message, the sink and two logs can each fail.
  An uncommitted epoch must be repeated, and no later epoch may be committed before it.

  Rule: An error of the sink or a log inside the coordinator does not stop the query and commits no epoch

    @CE-20
    Scenario Outline: the query continues and commits no epoch after the <place> has failed
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
    Scenario: tasks continue to write after the sink has refused an epoch, and no epoch is committed
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

  Rule: A missing message holds back its epoch and all later epochs

    @OP-35
    Scenario: a missing commit holds back its epoch and the next epoch
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 1 are delivered
      And task 0's report of epoch 0 is delivered
      And task 0's report of epoch 1 is delivered
      When task 0's commit of epoch 1 is delivered
      Then no epoch is committed

    @OP-35
    Scenario: a missing report holds back its epoch and the next epoch
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 0 are delivered
      And task 1's commit of epoch 0 is delivered
      When task 1's report of epoch 1 is delivered
      And task 1's commit of epoch 1 is delivered
      Then no epoch is committed

  Rule: An epoch is repeated if its task dies before the commit message arrives

    @EC-28
    Scenario: a task that cannot send its commit aborts the writer although the writer has committed
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
    Scenario: a restarted query repeats an epoch whose commit could not be sent, although its offsets are logged
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
    Scenario: the late commit of a killed task commits no epoch
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And the next message of task 0 is delivered
      And task 0 is killed
      When the next message of task 0 is delivered
      Then no epoch is committed

    @CE-16
    Scenario: the next run repeats the epoch of a killed task
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the next message of task 0 is delivered
      And task 0 is killed
      When the query is executed again
      Then task 0 makes the writer of epoch 0

  Rule: Epochs that become complete in descending order are committed in ascending order

    @OP-35
    Scenario: the sink commits three epochs in ascending order although both writers commit them in descending order
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
