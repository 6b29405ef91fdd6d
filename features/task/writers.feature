@task
Feature: A task makes one writer per epoch
  A writer holds one transaction: one partition in one epoch, on behalf of one task.
  Sinks name their files by these three numbers, and tell by them which files may be committed twice.

  Rule: Each epoch has its own writer

    @RDD-7
    Scenario: a task makes one writer per epoch, however many rows there are
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
    Scenario: the writer of an epoch gets neither the rows nor the commit of the next epoch
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

  Rule: A writer is made for the partition of its task

    @RDD-8
    Scenario: each of three tasks makes the writer of its own partition, whichever starts first
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

  Rule: A writer is made with the attempt id of its task

    @RDD-9
    Scenario: each task has its own attempt id
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
    Scenario: a task that replaces another task of its partition has a new attempt id
      Given a write RDD over 2 partitions
      And task 1 is started
      And the epoch of task 1 ends
      And task 1 is marked as completed
      And the epoch of task 1 ends
      When task 1 is started
      Then task 1 makes a writer as task attempt 1

    @RDD-9
    Scenario: an interrupted task keeps its attempt id
      Given a write RDD over 2 partitions
      And task 1 is started
      And task 1 gets the row "a"
      When the thread of task 1 is interrupted
      Then task 1 makes no writer as a task attempt other than 0

  Rule: A writer without a close method is not called after its commit or abort

    @RDD-43
    Scenario: a committed writer is neither closed nor aborted
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
    Scenario: an error in the next epoch does not abort the committed writer of the epoch before
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 0 is started
      And the next write of task 0 will throw IOException "disk full"
      When the epoch of task 0 ends
      And task 0 gets the row "a"
      Then task 0 aborts a writer
      And task 0 aborts the writer of epoch 12

    @RDD-43
    Scenario Outline: a writer that is aborted because its <place> threw is neither closed nor committed
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

  Rule: A writer with a close method is closed last

    @RDD-70
    Scenario: a committed writer is closed before the next epoch begins
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
    Scenario Outline: a writer whose <place> throws is closed after its abort
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
    Scenario: a writer whose abort throws is closed
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 0 is started
      And the next write of task 0 will throw IOException "disk full"
      And the next abort of task 0 will throw IllegalStateException "no abort"
      When task 0 gets the row "a"
      Then this happens, in this order:
        | task 0 closes the writer of epoch 11      |
        | task 0 fails with IOException "disk full" |

    @RDD-72
    Scenario Outline: a writer is closed when an interrupt comes <where>
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
    Scenario: a completed task that is interrupted closes its writer before it finishes
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 1 is started
      And task 1 is marked as completed
      When the thread of task 1 is interrupted
      Then this happens, in this order:
        | task 1 closes the writer of epoch 11 |
        | task 1 finishes                      |

    @RDD-75
    Scenario: a task that cannot make a writer does not close it and fails with the error of the factory
      Given a write RDD over 2 partitions whose first epoch is 11
      And task 0 is started
      And making the next writer of task 0 will throw IOException "no route"
      When the epoch of task 0 ends
      Then task 0 closes the writer of epoch 11
      And task 0 closes a writer
      And task 0 fails with IOException "no route"

    @RDD-75
    Scenario: a task whose parent cannot be computed closes no writer and fails with the error of the parent
      Given a write RDD over 2 partitions whose first epoch is 11
      And the upstream of task 1 throws IOException "no such file"
      When task 1 is started
      Then task 1 closes nothing
      And task 1 fails with IOException "no such file"
