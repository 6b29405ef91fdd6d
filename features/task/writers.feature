@task
Feature: A writer for each partition and epoch
  A writer holds one transaction: that of one partition in one epoch, on behalf of one task.
  Sinks name their files by the three numbers, and tell by them what may be committed twice without harm.

  Rule: Every epoch has one writer of its own

    @RDD-7
    Scenario: one writer is made for each epoch, however many rows it gets
      Given a write RDD over 2 partitions whose first epoch is 30
      When task 1 is started
      And task 1 gets the row "a"
      And task 1 gets the row "b"
      Then task 1 makes a writer
      When the epoch of task 1 ends
      And task 1 gets the row "c"
      And task 1 gets the row "d"
      Then task 1 makes a writer
      When the epoch of task 1 ends
      Then task 1 makes a writer

    @RDD-7
    Scenario: rows and commit of the next epoch do not go to the writer of the last one
      Given a write RDD over 2 partitions whose first epoch is 30
      And task 0 is started
      And task 0 gets the row "a"
      When the epoch of task 0 ends
      And task 0 gets the row "b"
      And the epoch of task 0 ends
      And task 0 gets the row "c"
      And the epoch of task 0 ends
      Then task 0 commits epoch 30
      And task 0 writes "b" in epoch 31
      And task 0 commits epoch 31
      And task 0 writes "c" in epoch 32
      And task 0 commits epoch 32

  Rule: It is made for the partition of its task

    @RDD-8
    Scenario: each of three tasks makes the writer of its own partition, whichever comes first
      Given a write RDD over 3 partitions
      When task 2 is started
      Then task 2 makes a writer
      And task 0 makes no writer
      And task 1 makes no writer
      When task 0 is started
      Then task 0 makes a writer
      And task 1 makes no writer
      And task 2 makes no writer
      When the epoch of task 2 ends
      Then task 2 makes a writer
      And task 0 makes no writer
      And task 1 makes no writer

  Rule: It is made with the attempt id of its task

    @RDD-9
    Scenario: every task has an id of its own
      Given a write RDD over 3 partitions
      When task 2 is started
      Then task 2 makes a writer as task attempt 0
      When task 0 is started
      Then task 0 makes a writer as task attempt 1
      When task 1 is started
      Then task 1 makes a writer as task attempt 2
      When the epoch of task 2 ends
      And the epoch of task 1 ends
      And the epoch of task 0 ends
      Then task 2 makes a writer as task attempt 0
      And task 1 makes a writer as task attempt 2
      And task 0 makes a writer as task attempt 1

    @RDD-9
    Scenario: the task that takes the place of another on the same partition has another id
      Given a write RDD over 2 partitions
      And task 1 is started
      And the epoch of task 1 ends
      And task 1 is marked as completed
      And the epoch of task 1 ends
      When task 1 is started
      Then task 1 makes a writer as task attempt 1

    @RDD-9
    Scenario: an interrupt does not make another task of it
      Given a write RDD over 2 partitions
      And task 1 is started
      And task 1 gets the row "a"
      When the thread of task 1 is interrupted
      Then task 1 makes no writer as a task attempt other than 0

  Rule: After its commit or abort nobody calls it again, where it has no method to close it

    @RDD-43
    Scenario: writers that have committed are neither closed nor aborted
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 1 is started
      When task 1 gets the row "a"
      And the epoch of task 1 ends
      And the epoch of task 1 ends
      And task 1 is marked as completed
      And the epoch of task 1 ends
      Then task 1 closes nothing
      And task 1 aborts nothing

    @RDD-43
    Scenario: an error in the next epoch is no reason to abort the writer that has committed
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 0 is started
      And the next write of task 0 will throw IOException "disk full"
      When the epoch of task 0 ends
      And task 0 gets the row "a"
      Then task 0 aborts a writer
      And task 0 aborts the writer of epoch 12

    @RDD-43
    Scenario Outline: a writer that was aborted because its <place> threw is neither closed nor asked to commit
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 1 is started
      And task 1 gets the row "a"
      And the next <place> of task 1 will throw IOException "disk full"
      When <this happens>
      Then task 1 aborts a writer
      And task 1 closes nothing
      And task 1 commits nothing

      Examples:
        | place  | this happens             |
        | write  | task 1 gets the row "b"  |
        | commit | the epoch of task 1 ends |

  Rule: Where it has one, closing it is the last that is asked of it

    @RDD-70
    Scenario: a writer that has committed is closed between its epoch and the next
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 1 is started
      And task 1 gets the row "a"
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 sends a commit for epoch 11                               |
        | task 1 logs INFO "Writer for partition 1 in epoch 11 committed." |
        | task 1 closes the writer of epoch 11                             |
        | task 1 computes its upstream in epoch 12                         |
      When the epoch of task 1 ends
      Then task 1 closes the writer of epoch 12
      And task 1 closes a writer

    @RDD-71
    Scenario Outline: a writer is closed after its abort when its <place> throws
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 1 is started
      And task 1 gets the row "a"
      And the next <place> of task 1 will throw IOException "disk full"
      When <this happens>
      Then this happens, in this order:
        | task 1 aborts the writer of epoch 11      |
        | task 1 closes the writer of epoch 11      |
        | task 1 fails with IOException "disk full" |
      And task 1 closes a writer

      Examples:
        | place  | this happens             |
        | write  | task 1 gets the row "b"  |
        | commit | the epoch of task 1 ends |
        | send   | the epoch of task 1 ends |

    @RDD-71
    Scenario: a writer is closed though its abort has thrown
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 0 is started
      And the next write of task 0 will throw IOException "disk full"
      And the next abort of task 0 will throw IllegalStateException "no abort"
      When task 0 gets the row "a"
      Then this happens, in this order:
        | task 0 closes the writer of epoch 11      |
        | task 0 fails with IOException "disk full" |

    @RDD-72
    Scenario Outline: a writer is closed when an interrupt ends its epoch <where>
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 1 is started
      And <this is so>
      When <this happens>
      Then this happens, in this order:
        | task 1 closes the writer of epoch 11     |
        | task 1 computes its upstream in epoch 11 |
      And task 1 closes a writer

      Examples:
        | where         | this is so                                                | this happens                        |
        | between rows  | task 1 gets the row "a"                                   | the thread of task 1 is interrupted |
        | in a write    | the next write of task 1 will throw InterruptedException  | task 1 gets the row "a"             |
        | in the commit | the next commit of task 1 will throw InterruptedException | the epoch of task 1 ends            |

    @RDD-72
    Scenario: a completed task that is interrupted closes its writer before it ends
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 1 is started
      And task 1 is marked as completed
      When the thread of task 1 is interrupted
      Then this happens, in this order:
        | task 1 closes the writer of epoch 11 |
        | task 1 finishes                      |

    @RDD-75
    Scenario: what was never made is not closed, and hides no error
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 0 is started
      And making the next writer of task 0 will throw IOException "no route"
      When the epoch of task 0 ends
      Then task 0 closes the writer of epoch 11
      And task 0 closes a writer
      And task 0 fails with IOException "no route"

    @RDD-75
    Scenario: a parent that cannot be computed fails the task by itself
      Given a write RDD over 2 partitions whose first epoch is 11
      And the upstream of task 1 throws IOException "no such file"
      When task 1 is started
      Then task 1 closes nothing
      And task 1 fails with IOException "no such file"
