@task
Feature: When a task is interrupted
  Every stop of a continuous query reaches its tasks as an interrupt, so an interrupt is no error.
  Neither must it complete the epoch that it broke off: nobody knows how much of that was written.

  Rule: An interrupt is no error

    @RDD-44
    Scenario Outline: the writer is not aborted when the interrupt comes <when it comes>
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
    Scenario Outline: the task does not fail when the interrupt comes <when it comes>
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

  Rule: The epoch that was broken off is not completed

    @RDD-47
    Scenario Outline: neither committed nor sent is an epoch that an interrupt breaks off <where>
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
    Scenario: when the epoch ends at last, one writer commits and not both
      Given a write RDD over 2 partitions whose first epoch is 17
      And task 0 is started
      And the epoch of task 0 ends
      And task 0 gets the row "a"
      And the thread of task 0 is interrupted
      When task 0 gets the row "a"
      And the epoch of task 0 ends
      Then task 0 commits its writer
      And task 0 sends a commit

  Rule: A task that is not told to end begins the same epoch again

    @RDD-48
    Scenario Outline: parent and writer are new for the same number after an interrupt <where>
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
    Scenario: it does so each time, and in its first epoch too
      Given a write RDD over 2 partitions whose first epoch is 0
      And task 0 is started
      When the thread of task 0 is interrupted
      Then task 0 computes its upstream in epoch 0
      And task 0 makes the writer of epoch 0
      When the thread of task 0 is interrupted
      Then task 0 computes its upstream in epoch 0
      And task 0 makes the writer of epoch 0

  Rule: Nor does it matter that there is no writer yet

    @RDD-73
    Scenario: an interrupt while the parent is computed has it computed anew
      Given a write RDD over 2 partitions whose first epoch is 50
      And the upstream of task 1 throws InterruptedException
      When task 1 is started
      Then task 1 computes its upstream in epoch 50
      And task 1 makes the writer of epoch 50
      And task 1 does not fail

    @RDD-73
    Scenario: an interrupt while the writer is made has parent and writer anew
      Given a write RDD over 2 partitions whose first epoch is 2
      And task 0 is started
      And making the next writer of task 0 will throw InterruptedException
      When the epoch of task 0 ends
      Then task 0 makes the writer of epoch 3
      And task 0 does not fail

  Rule: A line that closes what was never made fails over it

    @RDD-74
    Scenario: an interrupt while the parent is computed fails the task, and no line says why
      Given a write RDD over 2 partitions whose first epoch is 2
      And the upstream of task 1 throws InterruptedException
      When task 1 is started
      Then task 1 fails with a NullPointerException
      And task 1 logs no error
      And task 1 computes nothing

    @RDD-74
    Scenario: an interrupt while the writer is made fails the task, and no line says why
      Given a write RDD over 2 partitions whose first epoch is 2
      And task 0 is started
      And making the next writer of task 0 will throw InterruptedException
      When the epoch of task 0 ends
      Then task 0 fails with a NullPointerException
      And task 0 logs no error
      And task 0 makes no writer

  Rule: A task that is told to end does

    @RDD-49
    Scenario Outline: a completed task that is interrupted <where> ends well, and leaves its epoch as it is
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
