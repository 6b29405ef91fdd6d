@task
Feature: When an epoch goes wrong
  Whatever breaks inside an epoch, the sink must not be left with half of it, nor the coordinator told that it is done.
  The task ends with the first error, so that whoever looks for the cause finds it.

  Rule: The writer of a broken epoch is aborted, once

    @RDD-30
    Scenario: a row that cannot be written aborts the writer of the first epoch
      Given a write RDD over 2 partitions whose first epoch is 3
      And task 1 is started
      And the next write of task 1 will throw IOException "disk full"
      When task 1 gets the row "a"
      Then task 1 aborts a writer
      And task 1 aborts the writer of epoch 3

    @RDD-30
    Scenario: a row in the midst of a later epoch aborts the writer of that epoch
      Given a write RDD over 2 partitions whose first epoch is 3
      And task 0 is started
      And task 0 gets the row "a"
      And the epoch of task 0 ends
      And the epoch of task 0 ends
      And task 0 gets the row "b"
      And the next write of task 0 will throw IllegalStateException "broken"
      When task 0 gets the row "c"
      Then task 0 aborts a writer
      And task 0 aborts the writer of epoch 5

    @RDD-30
    Scenario: the writers of other partitions are not aborted
      Given a write RDD over 3 partitions
      And task 0 is started
      And task 1 is started
      And task 2 is started
      And the next write of task 1 will throw IOException "disk full"
      When task 0 gets the row "a"
      And task 1 gets the row "b"
      And task 2 gets the row "c"
      Then task 1 aborts a writer
      And task 0 aborts nothing
      And task 2 aborts nothing

    @RDD-55
    Scenario: a writer whose epoch goes well is not aborted, neither by its commit nor later
      Given a write RDD over 2 partitions whose first epoch is 3
      And task 0 is started
      And task 1 is started
      When task 0 gets the row "a"
      And the epoch of task 0 ends
      And the epoch of task 0 ends
      And task 1 gets the row "b"
      Then task 0 aborts nothing
      And task 1 aborts nothing

    @RDD-31
    Scenario: a parent that throws instead of the first row aborts the writer
      Given a write RDD over 2 partitions whose first epoch is 8
      And task 1 is started
      When the upstream of task 1 throws IOException "connection reset"
      Then task 1 aborts a writer
      And task 1 aborts the writer of epoch 8

    @RDD-31
    Scenario: a parent that throws between the rows of a later epoch aborts the writer of that epoch
      Given a write RDD over 2 partitions whose first epoch is 8
      And task 0 is started
      And the epoch of task 0 ends
      And task 0 gets the row "a"
      And task 0 gets the row "b"
      When the upstream of task 0 throws RuntimeException "no such offset"
      Then task 0 aborts a writer
      And task 0 aborts the writer of epoch 9

    @RDD-32
    Scenario: a commit that throws in the first epoch aborts that writer
      Given a write RDD over 3 partitions
      And task 2 is started
      And the next commit of task 2 will throw IllegalStateException
      When the epoch of task 2 ends
      Then task 2 aborts a writer
      And task 2 aborts the writer of epoch 0

    @RDD-32
    Scenario: a commit that throws in a later epoch, after its rows, aborts the writer of that epoch
      Given a write RDD over 2 partitions whose first epoch is 2147483646
      And task 1 is started
      And the epoch of task 1 ends
      And the epoch of task 1 ends
      And task 1 gets the row "a"
      And the next commit of task 1 will throw IOException "disk full"
      When the epoch of task 1 ends
      Then task 1 aborts a writer
      And task 1 aborts the writer of epoch 2147483648

    @RDD-40
    Scenario: a commit of which the coordinator cannot be told is taken back
      Given a write RDD over 2 partitions whose first epoch is 10
      And task 1 is started
      And the epoch of task 1 ends
      And the next send of task 1 will throw SparkException "RpcEnv already stopped."
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 commits epoch 11                                    |
        | task 1 aborts the writer of epoch 11                       |
        | task 1 fails with SparkException "RpcEnv already stopped." |

  Rule: Where there is no writer yet, there is none to abort

    @RDD-37
    Scenario: a parent that cannot be computed leaves no writer
      Given a write RDD over 2 partitions
      And the upstream of task 1 throws IOException "no such topic"
      When task 1 is started
      Then task 1 makes no writer
      And task 1 aborts nothing

    @RDD-38
    Scenario: a writer that cannot be made in the first epoch is not aborted
      Given a write RDD over 2 partitions
      And making the next writer of task 0 will throw IOException "no such directory"
      When task 0 is started
      Then task 0 writes nothing
      And task 0 aborts nothing

    @RDD-38
    Scenario: when a writer cannot be made in a later epoch, the one before it is not aborted in its place
      Given a write RDD over 2 partitions whose first epoch is 5
      And task 1 is started
      And making the next writer of task 1 will throw IOException "no such directory"
      When the epoch of task 1 ends
      Then task 1 writes nothing
      And task 1 aborts nothing

  Rule: The error ends the task

    @RDD-35
    Scenario Outline: the task fails with the very error that came <from where>
      Given a write RDD over 3 partitions whose first epoch is 1
      And task 2 is started
      And <this is so> will throw <error>
      When <this happens>
      Then task 2 fails with <error>

      Examples:
        | from where                 | this is so                       | error                                        | this happens             |
        | from a write               | the next write of task 2         | IOException "disk full"                      | task 2 gets the row "a"  |
        | from a write, as an Error  | the next write of task 2         | AssertionError "not a number"                | task 2 gets the row "a"  |
        | from the commit            | the next commit of task 2        | IllegalStateException                        | the epoch of task 2 ends |
        | from the send              | the next send of task 2          | SparkException "RpcEnv already stopped."     | the epoch of task 2 ends |
        | from the next factory call | making the next writer of task 2 | IllegalArgumentException "no such directory" | the epoch of task 2 ends |

    @RDD-35
    Scenario Outline: an error that only sounds like an interrupt, <error>, is an error
      Given a write RDD over 2 partitions
      And task 1 is started
      When the upstream of task 1 throws <error>
      Then task 1 fails with <error>

      Examples:
        | error                                             |
        | InterruptedIOException "read timed out"           |
        | ClosedByInterruptException                        |
        | RuntimeException "java.lang.InterruptedException" |

    @RDD-35
    Scenario: a parent that cannot be computed fails the task with its error
      Given a write RDD over 2 partitions
      And the upstream of task 1 throws IOException "no such topic"
      When task 1 is started
      Then task 1 fails with IOException "no such topic"

    @RDD-36
    Scenario Outline: after an error <from where> nothing is sent and no epoch is begun
      Given a write RDD over 2 partitions whose first epoch is 7
      And task 1 is started
      And the epoch of task 1 ends
      And <this is so>
      When <this happens>
      Then task 1 sends nothing
      And task 1 computes nothing
      And task 1 makes no writer

      Examples:
        | from where      | this is so                                                   | this happens                                                 |
        | from the parent | task 1 gets the row "a"                                      | the upstream of task 1 throws IOException "connection reset" |
        | from a write    | the next write of task 1 will throw IOException "disk full"  | task 1 gets the row "a"                                      |
        | from the commit | the next commit of task 1 will throw IOException "disk full" | the epoch of task 1 ends                                     |

    @RDD-36
    Scenario: a writer that cannot be made is not asked for again
      Given a write RDD over 2 partitions whose first epoch is 7
      And making the next writer of task 1 will throw IOException "no such directory"
      When task 1 is started
      Then task 1 computes its upstream
      And task 1 makes no writer
      And task 1 sends nothing

    @RDD-41
    Scenario Outline: when the abort throws too, the task fails with the first error, that <from where>
      Given a write RDD over 2 partitions
      And task 1 is started
      And the next abort of task 1 will throw IllegalStateException "its consequence"
      And <this is so>
      When <this happens>
      Then task 1 fails with IOException "the cause"

      Examples:
        | from where      | this is so                                                   | this happens                                          |
        | from the parent | task 1 gets the row "a"                                      | the upstream of task 1 throws IOException "the cause" |
        | from a write    | the next write of task 1 will throw IOException "the cause"  | task 1 gets the row "a"                               |
        | from the commit | the next commit of task 1 will throw IOException "the cause" | the epoch of task 1 ends                              |
