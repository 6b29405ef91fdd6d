@query
Feature: A coordinator dies, or an executor
  No page says what becomes of a query then. Nothing of it may go on by itself: rows that tasks write and nobody commits
  must be read again.

  Rule: Without its coordinator a run ends, and the query with it

    @CE-17
    Scenario: the reader that asks for the epoch is the first to find out
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      When the coordinator dies
      Then this happens, in this order:
        | task 0 aborts the writer of epoch 0 |
        | task 0 fails with a SparkException  |
        | the query stops with an error       |
      And no job is submitted

    @CE-17
    Scenario: what a task has committed is committed by nobody
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced
      When the coordinator dies
      And the next 2 messages of task 0 are delivered
      Then the query stops with an error
      And no epoch is committed

    @CE-17
    Scenario: a restart has a coordinator again, and does the epoch again
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the coordinator dies
      When the query is executed again
      Then the coordinator logs its registration
      And task 0 makes the writer of epoch 0

  Rule: A task is not tried again

    @CE-18
    Scenario: it was killed
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      When task 0 is killed
      Then this happens, in this order:
        | task 0 starts                                  |
        | task 0 fails with a ContinuousTaskRetryException |
        | the query stops with an error                  |
      And task 0 computes nothing

    @CE-18
    Scenario: its process has died
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      When the executor of task 0 dies
      Then this happens, in this order:
        | task 0 fails with a ContinuousTaskRetryException |
        | the query stops with an error                  |
      And task 0 computes nothing

    @CE-18
    Scenario: the others of its job go on no more
      Given a query over 2 partitions
      And the query is executed
      When the executor of task 1 dies
      Then task 1 fails with a ContinuousTaskRetryException
      And the query stops with an error
      And task 0 writes nothing
