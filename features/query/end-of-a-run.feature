@query
Feature: The end of a run
  A run ends because the query is stopped, because a task has failed, or because its job was interrupted. Its tasks may still
  have messages on their way, and the next run must not take them for its own.

  Rule: However it ends, the query has the coordinator drop what comes late

    @EC-28
    Scenario: the query is stopped
      Given a query over 2 partitions
      And the query is executed
      When the query is stopped
      Then this happens, in this order:
        | the query asks StopContinuousExecutionWrites               |
        | the coordinator acknowledges StopContinuousExecutionWrites |

    @EC-28
    Scenario Outline: a task fails in its <place>
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
    Scenario: a task cannot write a row
      Given a query over 2 partitions
      And the query is executed
      And the next write of task 1 will throw IOException "no space left"
      When task 1 gets the row "a"
      Then this happens, in this order:
        | task 1 fails with IOException "no space left" |
        | the query asks StopContinuousExecutionWrites  |
        | the query stops with an error                 |

    @EC-28
    Scenario: a task never gets to its first epoch
      Given a query over 1 partition
      And the upstream of task 0 throws IllegalStateException "no such topic"
      When the query is executed
      Then this happens, in this order:
        | task 0 fails with IllegalStateException "no such topic" |
        | the query asks StopContinuousExecutionWrites            |
        | the query stops with an error                           |

    @EC-28
    Scenario: the source of a partition dies
      Given a query over 2 partitions
      And the query is executed
      When the upstream of task 0 throws IOException "connection reset"
      Then the query asks StopContinuousExecutionWrites
      And the query stops because of IOException "connection reset"

    @EC-28
    Scenario: the sink gives no writer factory, and no job is ever submitted
      Given a query over 2 partitions
      And making the writer factory will throw IllegalStateException "no such table"
      When the query is executed
      Then the query asks StopContinuousExecutionWrites
      And the query stops with an error

    @EC-28
    Scenario: a run that another follows ends like any other
      Given a query over 2 partitions
      And the query is executed
      When the query's thread is interrupted
      Then this happens, in this order:
        | the query asks StopContinuousExecutionWrites               |
        | the coordinator acknowledges StopContinuousExecutionWrites |
        | the coordinator logs its registration                      |

    @EC-28
    Scenario: as long as the run goes on, nobody asks for that
      Given a query over 2 partitions
      When the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced 3 times
      Then nobody asks StopContinuousExecutionWrites

    @EC-28
    Scenario: what was on its way when the query stopped has no effect
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 0 are delivered
      And the query is stopped
      When the next 4 messages of task 1 are delivered
      Then no offsets are added
      And no epoch is committed

    @EC-28
    Scenario: not even the last message that an epoch has waited for
      Given a query over 2 partitions whose messages are held, and whose first epoch is 5
      And the query is executed
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      And the next message of task 1 is delivered
      And the query is stopped
      When task 1's commit of epoch 5 is delivered 2 times
      Then no epoch is committed

    @EC-28
    Scenario: nor that of a query whose task has failed
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And the next write of task 0 will throw IOException "no space left"
      And task 0 gets the row "a"
      When the next 2 messages of task 0 are delivered
      Then no offsets are added
      And no epoch is committed

  Rule: A query that is stopped ends

    @CE-15
    Scenario: it ends without an error
      Given a query over 2 partitions
      And the query is executed
      When the query is stopped
      Then the query stops
      And no job is submitted

    @CE-15
    Scenario: also in the middle of an epoch, which is not committed any more
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced
      And task 0 gets the row "a"
      When the query is stopped
      Then the query stops
      And no task commits anything
      And no epoch is committed

    @CE-15
    Scenario: and one that was executed again, too
      Given a query over 1 partition
      And the query is executed
      And the query is stopped
      And the query is executed again
      When the query is stopped
      Then the query stops

  Rule: One that is not runs anew

    @CE-14
    Scenario: the thread that waits for the job is interrupted by somebody else
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
    Scenario: the new run commits where the old one has left off
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced 2 times
      And the query's thread is interrupted
      When the query's epoch is advanced
      Then the sink commits epoch 2
      And the query commits epoch 2

    @CE-14
    Scenario: every task has decided to finish
      Given a query over 2 partitions
      And the query is executed
      When task 0 is marked as completed
      Then the query is not stopped
      And no job is submitted
      When task 1 is marked as completed
      Then the operator submits a job of 2 tasks
      And the query is not stopped

  Rule: A task that is killed begins no further epoch

    @RDD-26
    Scenario: it was killed in its first epoch
      Given a query over 1 partition
      And the query is executed
      When task 0 is killed
      Then task 0 makes no writer
      And task 0 computes nothing

    @RDD-26
    Scenario: it was killed between two rows
      Given a query over 1 partition
      And the query is executed
      And the query's epoch is advanced
      And task 0 gets the row "a"
      When task 0 is killed
      Then task 0 makes no writer
      And task 0 computes nothing

    @RDD-26
    Scenario: those of a query that is stopped are killed
      Given a query over 2 partitions
      And the query is executed
      And task 1 gets the row "a"
      When the query is stopped
      Then task 0 makes no writer
      And task 0 computes nothing
      And task 1 makes no writer
      And task 1 computes nothing

  Rule: What cannot keep up is stopped, where a backlog has a limit

    @CE-30
    Scenario: the commits of a writer come, and no offsets
      Given a query over 1 partition whose messages are held, with a backlog limit of 2
      And the query is executed
      And the query's epoch is advanced 3 times
      And task 0's commit of epoch 0 is delivered
      And task 0's commit of epoch 1 is delivered
      When task 0's commit of epoch 2 is delivered
      Then this happens, in this order:
        | the query asks StopContinuousExecutionWrites                                                             |
        | the query stops with IllegalStateException "Size of the partition commit queue has exceeded its maximum" |

  Rule: A source that fails ends the query, by way of its job or without

    @CE-31
    Scenario: the source of a partition dies, and its job is blamed
      Given a query over 2 partitions
      And the query is executed
      When the upstream of task 0 throws IOException "connection reset"
      Then the query stops because its job has failed
      And the query stops because of IOException "connection reset"

    @CE-32
    Scenario: the source of a partition dies, and speaks for itself
      Given a query over 2 partitions
      And the query is executed
      When the upstream of task 0 throws IOException "connection reset"
      Then the query stops because of IOException "connection reset"
      And no failed job is blamed
