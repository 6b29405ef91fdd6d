@task
Feature: A completed task finishes after its current epoch
  A task runs until its context is killed or completed, and checks the context between two epochs.
  If it checked too late, a transaction would stay open. If it checked too early, rows would stay unsent.

  Rule: A completed task begins no further epoch

    @RDD-27
    Scenario: a task that is completed in its first epoch begins no second epoch
      Given a write RDD over 2 partitions whose first epoch is 4
      And task 1 is started
      When task 1 is marked as completed
      And the epoch of task 1 ends
      Then task 1 computes nothing
      And task 1 makes no writer

    @RDD-27
    Scenario: a task that is completed in a later epoch begins no further epoch
      Given a write RDD over 3 partitions whose first epoch is 4
      And task 2 is started
      And the epoch of task 2 ends
      And the epoch of task 2 ends
      And task 2 gets the row "a"
      When task 2 is marked as completed
      And the epoch of task 2 ends
      Then task 2 computes nothing
      And task 2 makes no writer

  Rule: A completed task brings its current epoch to its end

    @RDD-28
    Scenario: a completed task writes, commits and sends the rows that arrive after the completion
      Given a write RDD over 2 partitions whose first epoch is 15
      And task 0 is started
      And the epoch of task 0 ends
      And task 0 gets the row "before"
      When task 0 is marked as completed
      And task 0 gets the row "after"
      And the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 writes "after" in epoch 16 |
        | task 0 commits its writer         |
        | task 0 sends a commit             |
        | task 0 finishes                   |

    @RDD-28
    Scenario: a completed task does not finish before its parent ends the epoch
      Given a write RDD over 2 partitions whose first epoch is 15
      And task 1 is started
      When task 1 is marked as completed
      Then task 1 commits nothing
      And task 1 has not ended
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 commits its writer |
        | task 1 sends a commit     |
        | task 1 finishes           |

  Rule: A finished task returns no rows to the driver

    @RDD-29
    Scenario: a finished task that has written rows returns none
      Given a write RDD over 2 partitions whose first epoch is 3
      And task 1 is started
      And task 1 gets the row "a"
      And task 1 gets the row "b"
      And the epoch of task 1 ends
      And task 1 gets the row "c"
      When task 1 is marked as completed
      And the epoch of task 1 ends
      Then task 1 finishes with 0 rows
