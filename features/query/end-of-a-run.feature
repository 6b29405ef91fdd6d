@query
Feature: A run ends by a stop, a failed task or an interrupt
  A run ends because the query is stopped, because a task fails, or because the query's thread is interrupted.
  Messages of its tasks may still be on their way then, and the next run must not count them.

  Rule: At the end of each run the query has the coordinator stop the writes

    @EC-28
    Scenario: a stopped query has the coordinator stop the writes
      Given a query over 2 partitions
      And the query is executed
      When the query is stopped
      Then this happens, in this order:
        | the query asks StopContinuousExecutionWrites               |
        | the coordinator acknowledges StopContinuousExecutionWrites |

    @EC-28
    Scenario Outline: a query whose task fails in its <place> has the coordinator stop the writes
      Given a query over 1 partition
      And the query is executed
      And the next <place> of task 0 will throw IOException "no space left"
      When task 0 gets the row "a"
      And the query's epoch is advanced
      Then this happens, in this order:
        | task 0 fails with IOException "no space left"              |
        | the query asks StopContinuousExecutionWrites               |
        | the coordinator acknowledges StopContinuousExecutionWrites |
        | the query stops with an error                              |

      Examples:
        | place  |
        | commit |
        | send   |

    @EC-28
    Scenario: a query whose task cannot write a row has the coordinator stop the writes
      Given a query over 2 partitions
      And the query is executed
      And the next write of task 1 will throw IOException "no space left"
      When task 1 gets the row "a"
      Then this happens, in this order:
        | task 1 fails with IOException "no space left" |
        | the query asks StopContinuousExecutionWrites  |
        | the query stops with an error                 |

    @EC-28
    Scenario: a query whose task fails before its first epoch has the coordinator stop the writes
      Given a query over 1 partition
      And the upstream of task 0 throws IllegalStateException "no such topic"
      When the query is executed
      Then this happens, in this order:
        | task 0 fails with IllegalStateException "no such topic" |
        | the query asks StopContinuousExecutionWrites            |
        | the query stops with an error                           |

    @EC-28
    Scenario: a query whose source fails has the coordinator stop the writes
      Given a query over 2 partitions
      And the query is executed
      When the upstream of task 0 throws IOException "connection reset"
      Then the query asks StopContinuousExecutionWrites
      And the query stops because of IOException "connection reset"

    @EC-28
    Scenario: a query whose sink makes no writer factory has the coordinator stop the writes
      Given a query over 2 partitions
      And making the writer factory will throw IllegalStateException "no such table"
      When the query is executed
      Then the query asks StopContinuousExecutionWrites
      And the query stops with an error

    @EC-28
    Scenario: an interrupted query has the coordinator stop the writes before it registers the next one
      Given a query over 2 partitions
      And the query is executed
      When the query's thread is interrupted
      Then this happens, in this order:
        | the query asks StopContinuousExecutionWrites               |
        | the coordinator acknowledges StopContinuousExecutionWrites |
        | the coordinator logs its registration                      |

    @EC-28
    Scenario: no participant asks StopContinuousExecutionWrites while the run continues
      Given a query over 2 partitions
      When the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced 3 times
      Then no participant asks StopContinuousExecutionWrites

    @EC-28
    Scenario: messages that arrive after the stop of the query have no effect
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 0 are delivered
      And the query is stopped
      When the next 4 messages of task 1 are delivered
      Then no offsets are added
      And no epoch is committed

    @EC-28
    Scenario: the last missing commit of an epoch has no effect after the stop of the query
      Given a query over 2 partitions whose messages are held, and whose first epoch is 5
      And the query is executed
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      And the next message of task 1 is delivered
      And the query is stopped
      When task 1's commit of epoch 5 is delivered 2 times
      Then no epoch is committed

    @EC-28
    Scenario: messages that arrive after a task has failed have no effect
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And the next write of task 0 will throw IOException "no space left"
      And task 0 gets the row "a"
      When the next 2 messages of task 0 are delivered
      Then no offsets are added
      And no epoch is committed

  Rule: A stopped query ends without an error

    @CE-15
    Scenario: a stopped query ends without an error and submits no further job
      Given a query over 2 partitions
      And the query is executed
      When the query is stopped
      Then the query stops
      And no job is submitted

    @CE-15
    Scenario: a query that is stopped in the middle of an epoch does not commit the epoch
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced
      And task 0 gets the row "a"
      When the query is stopped
      Then the query stops
      And no task commits anything
      And no epoch is committed

    @CE-15
    Scenario: a restarted query also stops without an error
      Given a query over 1 partition
      And the query is executed
      And the query is stopped
      And the query is executed again
      When the query is stopped
      Then the query stops

  Rule: A query whose run ends without a stop starts another run

    @CE-14
    Scenario: a query whose thread is interrupted starts another run
      Given a query over 2 partitions
      And the query is executed
      When the query's thread is interrupted
      Then this happens, in this order:
        | the query asks StopContinuousExecutionWrites           |
        | the coordinator logs its registration                  |
        | the operator asks SetWriterPartitions for 2 partitions |
        | the operator submits a job of 2 tasks                  |
      And the query is not stopped

    @CE-14
    Scenario: the run after an interrupt commits the epoch after the last committed one
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced 2 times
      And the query's thread is interrupted
      When the query's epoch is advanced
      Then the sink commits epoch 2
      And the query commits epoch 2

    @CE-14
    Scenario: a query whose tasks have all finished starts another run
      Given a query over 2 partitions
      And the query is executed
      When task 0 is marked as completed
      Then the query is not stopped
      And no job is submitted
      When task 1 is marked as completed
      Then the operator submits a job of 2 tasks
      And the query is not stopped

  Rule: A killed task begins no further epoch

    @RDD-26
    Scenario: a task that is killed in its first epoch begins no further epoch
      Given a query over 1 partition
      And the query is executed
      When task 0 is killed
      Then task 0 makes no writer
      And task 0 computes nothing

    @RDD-26
    Scenario: a task that is killed between two rows begins no further epoch
      Given a query over 1 partition
      And the query is executed
      And the query's epoch is advanced
      And task 0 gets the row "a"
      When task 0 is killed
      Then task 0 makes no writer
      And task 0 computes nothing

    @RDD-26
    Scenario: the tasks of a stopped query begin no further epoch
      Given a query over 2 partitions
      And the query is executed
      And task 1 gets the row "a"
      When the query is stopped
      Then task 0 makes no writer
      And task 0 computes nothing
      And task 1 makes no writer
      And task 1 computes nothing

  Rule: A query stops when its backlog exceeds the limit, in release lines that have a limit

    @CE-30
    Scenario: a query whose writer commits while no offsets arrive stops when the commit queue is too long
      Given a query over 1 partition whose messages are held, with a backlog limit of 2
      And the query is executed
      And the query's epoch is advanced 3 times
      And task 0's commit of epoch 0 is delivered
      And task 0's commit of epoch 1 is delivered
      When task 0's commit of epoch 2 is delivered
      Then this happens, in this order:
        | the query asks StopContinuousExecutionWrites                                                             |
        | the query stops with IllegalStateException "Size of the partition commit queue has exceeded its maximum" |

  Rule: A failed source stops the query, either as a failed job or directly

    @CE-31
    Scenario: a query whose source fails stops with the error of the failed job
      Given a query over 2 partitions
      And the query is executed
      When the upstream of task 0 throws IOException "connection reset"
      Then the query stops because its job has failed
      And the query stops because of IOException "connection reset"

    @CE-32
    Scenario: a query whose source fails stops with the error of the source
      Given a query over 2 partitions
      And the query is executed
      When the upstream of task 0 throws IOException "connection reset"
      Then the query stops because of IOException "connection reset"
      And the query names no failed job
