@task
Feature: An interrupt breaks off an epoch without an error
  A stop of a continuous query interrupts its tasks, so an interrupt is no error.
  An interrupt must not complete the epoch either, because an unknown part of the epoch is written.

  Rule: An interrupt is no error

    @RDD-44
    Scenario Outline: the writer is not aborted when an interrupt comes <when it comes>
      Given a write RDD over 2 partitions whose first epoch is 2
      And task 1 is started
      And <this is so>
      When <this happens>
      Then task 1 aborts nothing

      Examples:
        | when it comes           | this is so                                                       | this happens                                              |
        | between two rows        | task 1 gets the row "a"                                          | the thread of task 1 is interrupted                       |
        | out of the parent       | task 1 gets the row "a"                                          | the upstream of task 1 throws InterruptedException "stop" |
        | out of a write          | the next write of task 1 will throw InterruptedException         | task 1 gets the row "a"                                   |
        | out of the commit       | the next commit of task 1 will throw InterruptedException        | the epoch of task 1 ends                                  |
        | out of the send         | the next send of task 1 will throw InterruptedException          | the epoch of task 1 ends                                  |
        | out of the next factory | making the next writer of task 1 will throw InterruptedException | the epoch of task 1 ends                                  |

    @RDD-45
    Scenario Outline: a task does not fail when an interrupt comes <when it comes>
      Given a write RDD over 2 partitions whose first epoch is 2
      And task 0 is started
      And <this is so>
      When <this happens>
      Then task 0 does not fail

      Examples:
        | when it comes           | this is so                                                       | this happens                                              |
        | between two rows        | task 0 gets the row "a"                                          | the thread of task 0 is interrupted                       |
        | out of the parent       | task 0 gets the row "a"                                          | the upstream of task 0 throws InterruptedException "stop" |
        | out of a write          | the next write of task 0 will throw InterruptedException         | task 0 gets the row "a"                                   |
        | out of the commit       | the next commit of task 0 will throw InterruptedException        | the epoch of task 0 ends                                  |
        | out of the send         | the next send of task 0 will throw InterruptedException          | the epoch of task 0 ends                                  |

  Rule: An interrupted epoch is not completed

    @RDD-47
    Scenario Outline: an epoch that is interrupted <where> is neither committed nor sent
      Given a write RDD over 2 partitions whose first epoch is 17
      And task 1 is started
      And task 1 gets the row "a"
      And <this is so>
      When <this happens>
      Then task 1 commits nothing
      And task 1 sends nothing

      Examples:
        | where         | this is so                                                | this happens                        |
        | between rows  | task 1 gets the row "b"                                   | the thread of task 1 is interrupted |
        | in a write    | the next write of task 1 will throw InterruptedException  | task 1 gets the row "b"             |
        | in the commit | the next commit of task 1 will throw InterruptedException | the epoch of task 1 ends            |

    @RDD-47
    Scenario: only one of the two writers of a repeated epoch commits
      Given a write RDD over 2 partitions whose first epoch is 17
      And task 0 is started
      And the epoch of task 0 ends
      And task 0 gets the row "a"
      And the thread of task 0 is interrupted
      When task 0 gets the row "a"
      And the epoch of task 0 ends
      Then task 0 commits its writer
      And task 0 sends a commit

  Rule: An interrupted task that is not completed begins the same epoch again

    @RDD-48
    Scenario Outline: a task computes its parent and makes a writer for the same epoch again after an interrupt <where>
      Given a write RDD over 2 partitions whose first epoch is 50
      And task 1 is started
      And the epoch of task 1 ends
      And <this is so>
      When <this happens>
      Then task 1 computes its upstream in epoch 51
      And task 1 makes the writer of epoch 51

      Examples:
        | where         | this is so                                                | this happens                        |
        | between rows  | task 1 gets the row "a"                                   | the thread of task 1 is interrupted |
        | in a write    | the next write of task 1 will throw InterruptedException  | task 1 gets the row "a"             |
        | in the commit | the next commit of task 1 will throw InterruptedException | the epoch of task 1 ends            |
        | in the send   | the next send of task 1 will throw InterruptedException   | the epoch of task 1 ends            |

    @RDD-48
    Scenario: a task begins its first epoch again after each interrupt
      Given a write RDD over 2 partitions whose first epoch is 0
      And task 0 is started
      When the thread of task 0 is interrupted
      Then task 0 computes its upstream in epoch 0
      And task 0 makes the writer of epoch 0
      When the thread of task 0 is interrupted
      Then task 0 computes its upstream in epoch 0
      And task 0 makes the writer of epoch 0

  Rule: An interrupt before the writer exists is no error

    @RDD-73
    Scenario: a task that is interrupted while it computes its parent computes the parent again
      Given a write RDD over 2 partitions whose first epoch is 50
      And the upstream of task 1 throws InterruptedException
      When task 1 is started
      Then task 1 computes its upstream in epoch 50
      And task 1 makes the writer of epoch 50
      And task 1 does not fail

    @RDD-73
    Scenario: a task that is interrupted while it makes a writer makes the writer again
      Given a write RDD over 2 partitions whose first epoch is 2
      And task 0 is started
      And making the next writer of task 0 will throw InterruptedException
      When the epoch of task 0 ends
      Then task 0 makes the writer of epoch 3
      And task 0 does not fail

  Rule: Spark 3.0 to 3.3: an interrupt before the writer exists fails the task

    @RDD-74
    Scenario: Spark 3.0 to 3.3: an interrupt while the parent is computed fails the task without a log line
      Given a write RDD over 2 partitions whose first epoch is 2
      And the upstream of task 1 throws InterruptedException
      When task 1 is started
      Then task 1 fails with a NullPointerException
      And task 1 logs no error
      And task 1 computes nothing

    @RDD-74
    Scenario: Spark 3.0 to 3.3: an interrupt while the writer is made fails the task without a log line
      Given a write RDD over 2 partitions whose first epoch is 2
      And task 0 is started
      And making the next writer of task 0 will throw InterruptedException
      When the epoch of task 0 ends
      Then task 0 fails with a NullPointerException
      And task 0 logs no error
      And task 0 makes no writer

  Rule: An interrupted task that is completed finishes

    @RDD-49
    Scenario Outline: a completed task that is interrupted <where> finishes without committing or aborting its epoch
      Given a write RDD over 2 partitions whose first epoch is 33
      And task 1 is started
      And the epoch of task 1 ends
      And <this is so>
      And task 1 is marked as completed
      When <this happens>
      Then task 1 finishes
      And task 1 computes nothing
      And task 1 makes no writer
      And task 1 commits nothing
      And task 1 aborts nothing

      Examples:
        | where         | this is so                                                | this happens                        |
        | between rows  | task 1 gets the row "a"                                   | the thread of task 1 is interrupted |
        | in a write    | the next write of task 1 will throw InterruptedException  | task 1 gets the row "a"             |
        | in the commit | the next commit of task 1 will throw InterruptedException | the epoch of task 1 ends            |
