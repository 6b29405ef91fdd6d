@task
Feature: An error aborts the epoch and fails the task
  After an error the sink must not keep a part of the epoch, and the coordinator must not be told that it is complete.
  The task fails with the first error, so that the cause can be found.

  Rule: The writer of a failed epoch is aborted once

    @RDD-30
    Scenario: a row that cannot be written aborts the writer of the first epoch
      Given a write RDD over 2 partitions whose first epoch is 3
      And task 1 is started
      And the next write of task 1 will throw IOException "disk full"
      When task 1 gets the row "a"
      Then task 1 aborts a writer
      And task 1 aborts the writer of epoch 3

    @RDD-30
    Scenario: a row that cannot be written in a later epoch aborts the writer of that epoch
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
    Scenario: a row that cannot be written does not abort the writers of other partitions
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
    Scenario: a writer whose epoch succeeds is not aborted
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
    Scenario: a parent that throws before the first row aborts the writer
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
    Scenario: a commit that throws in the first epoch aborts the writer of that epoch
      Given a write RDD over 3 partitions
      And task 2 is started
      And the next commit of task 2 will throw IllegalStateException
      When the epoch of task 2 ends
      Then task 2 aborts a writer
      And task 2 aborts the writer of epoch 0

    @RDD-32
    Scenario: a commit that throws in a later epoch aborts the writer of that epoch
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
    Scenario: a writer whose commit cannot be sent to the coordinator is aborted
      Given a write RDD over 2 partitions whose first epoch is 10
      And task 1 is started
      And the epoch of task 1 ends
      And the next send of task 1 will throw SparkException "RpcEnv already stopped."
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 commits epoch 11                                    |
        | task 1 aborts the writer of epoch 11                       |
        | task 1 fails with SparkException "RpcEnv already stopped." |

  Rule: A task that has no writer aborts nothing

    @RDD-37
    Scenario: a task whose parent cannot be computed makes no writer and aborts nothing
      Given a write RDD over 2 partitions
      And the upstream of task 1 throws IOException "no such topic"
      When task 1 is started
      Then task 1 makes no writer
      And task 1 aborts nothing

    @RDD-38
    Scenario: a task that cannot make its first writer aborts nothing
      Given a write RDD over 2 partitions
      And making the next writer of task 0 will throw IOException "no such directory"
      When task 0 is started
      Then task 0 writes nothing
      And task 0 aborts nothing

    @RDD-38
    Scenario: a task that cannot make the writer of a later epoch does not abort the previous writer
      Given a write RDD over 2 partitions whose first epoch is 5
      And task 1 is started
      And making the next writer of task 1 will throw IOException "no such directory"
      When the epoch of task 1 ends
      Then task 1 writes nothing
      And task 1 aborts nothing

  Rule: An error fails the task

    @RDD-35
    Scenario Outline: a task fails with the same error that comes <from where>
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
    Scenario Outline: a task fails with <error>, which only resembles an interrupt
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
    Scenario: a task whose parent cannot be computed fails with the error of the parent
      Given a write RDD over 2 partitions
      And the upstream of task 1 throws IOException "no such topic"
      When task 1 is started
      Then task 1 fails with IOException "no such topic"

    @RDD-36
    Scenario Outline: a task sends nothing and begins no epoch after an error <from where>
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
    Scenario: a task that cannot make a writer does not try again
      Given a write RDD over 2 partitions whose first epoch is 7
      And making the next writer of task 1 will throw IOException "no such directory"
      When task 1 is started
      Then task 1 computes its upstream
      And task 1 makes no writer
      And task 1 sends nothing

    @RDD-41
    Scenario Outline: a task whose abort also throws fails with the first error, which comes <from where>
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
