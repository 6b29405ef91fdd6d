@task
Feature: When a task is killed
  Spark's scheduler kills a task when its query stops: it marks the context of the task as killed and interrupts the thread.
  A killed task that began another epoch would open a transaction that never ends.

  Rule: A killed task begins no further epoch

    @RDD-26
    Scenario Outline: a task that the scheduler kills <when> begins no further epoch
      Given a write RDD over 2 partitions whose first epoch is 4
      And task 1 is started
      And <this is so>
      When the scheduler kills task 1
      Then task 1 computes nothing
      And task 1 makes no writer

      Examples:
        | when                       | this is so                         |
        | after a row                | task 1 gets the row "a"            |
        | at the begin of an epoch   | the epoch of task 1 ends           |
        | after a row and completion | task 1 is marked as completed      |

    @RDD-26
    Scenario: a task that the scheduler kills before its first row begins no further epoch
      Given a write RDD over 2 partitions whose first epoch is 4
      And task 0 is started
      When the scheduler kills task 0
      Then task 0 computes nothing
      And task 0 makes no writer

    @RDD-26
    Scenario: a killed task leaves the other tasks as they are
      Given a write RDD over 2 partitions whose first epoch is 4
      And task 0 is started
      And task 1 is started
      When the scheduler kills task 0
      And the epoch of task 1 ends
      Then task 0 computes nothing
      And task 0 makes no writer
      And task 1 makes a writer
