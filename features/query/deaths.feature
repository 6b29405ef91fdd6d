@query
Feature: A query stops when its coordinator or an executor dies
  The pages do not specify what happens to a query when its coordinator or an executor dies.
  If the query continued, tasks would write rows that no coordinator commits. It stops, and a restart reads them again.

  Rule: A query without a coordinator stops with an error

    @CE-17
    Scenario: a task whose reader cannot reach the coordinator fails and stops the query
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
    Scenario: messages that arrive after the coordinator has died commit no epoch
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced
      When the coordinator dies
      And the next 2 messages of task 0 are delivered
      Then the query stops with an error
      And no epoch is committed

    @CE-17
    Scenario: a query restarted after its coordinator has died registers a new one and repeats the epoch
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the coordinator dies
      When the query is executed again
      Then the coordinator logs its registration
      And task 0 makes the writer of epoch 0

  Rule: A query whose task or executor dies stops instead of retrying the task

    @CE-18
    Scenario: a query whose task is killed stops instead of retrying the task
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
    Scenario: a query whose executor dies stops instead of retrying the task
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      When the executor of task 0 dies
      Then this happens, in this order:
        | task 0 fails with a ContinuousTaskRetryException |
        | the query stops with an error                  |
      And task 0 computes nothing

    @CE-18
    Scenario: a task writes nothing more after the executor of another task has died
      Given a query over 2 partitions
      And the query is executed
      When the executor of task 1 dies
      Then task 1 fails with a ContinuousTaskRetryException
      And the query stops with an error
      And task 0 writes nothing
