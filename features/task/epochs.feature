@task
Feature: A task writes one epoch after another
  A continuous query does not start a task per epoch. The task loops for as long as the query runs.
  A skipped or repeated epoch number, or a task that waits for a message, would stop the whole query.

  Rule: One call of the parent gives the rows of one epoch

    @RDD-6
    Scenario: a task computes its parent once per epoch, however many rows there are
      Given a write RDD over 2 partitions whose first epoch is 9
      When task 1 is started
      And task 1 gets the row "a"
      And task 1 gets the row "b"
      And task 1 gets the row "c"
      Then task 1 computes its upstream
      When the epoch of task 1 ends
      And task 1 gets the row "d"
      Then task 1 computes its upstream
      When the epoch of task 1 ends
      Then task 1 computes its upstream

    @RDD-11
    Scenario: a task computes its parent before it makes the writer of the epoch
      Given a write RDD over 2 partitions
      When task 0 is started
      Then this happens, in this order:
        | task 0 computes its upstream |
        | task 0 makes a writer        |
      When the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 computes its upstream |
        | task 0 makes a writer        |

  Rule: The number of the next epoch is one higher

    @RDD-24
    Scenario Outline: a task that begins with epoch <first> continues with epochs <second> and <third>
      Given a write RDD over 2 partitions whose first epoch is <first>
      And task 1 is started
      When the epoch of task 1 ends
      Then task 1 computes its upstream in epoch <second>
      And task 1 makes the writer of epoch <second>
      When task 1 gets the row "a"
      And task 1 gets the row "b"
      And the epoch of task 1 ends
      Then task 1 computes its upstream in epoch <third>
      And task 1 makes the writer of epoch <third>

      Examples: the first epochs, later ones, and the limits of 32-bit numbers
        | first      | second     | third      |
        | 0          | 1          | 2          |
        | 98         | 99         | 100        |
        | 2147483646 | 2147483647 | 2147483648 |
        | 4294967294 | 4294967295 | 4294967296 |

  Rule: A task begins the next epoch by itself

    @RDD-25
    Scenario: a task begins the next epoch without a further job or message
      Given a write RDD over 2 partitions whose first epoch is 7
      And task 0 is started
      When the epoch of task 0 ends
      Then task 0 computes its upstream
      And task 0 makes a writer
      And task 0 has not ended
      When the epoch of task 0 ends
      Then task 0 computes its upstream
      And task 0 makes a writer
      And task 0 has not ended
      When task 0 gets the row "a"
      And the epoch of task 0 ends
      Then task 0 computes its upstream
      And task 0 makes a writer
      And task 0 has not ended

    @RDD-25
    Scenario: a task continues after 150 epochs
      Given a write RDD over 2 partitions whose first epoch is 7
      And task 1 is started
      When the epoch of task 1 ends 150 times
      Then task 1 commits epoch 156
      And task 1 computes its upstream in epoch 157
      And task 1 has not ended

    @RDD-25
    Scenario: a task continues when another task is completed, whether it started before or after the completion
      Given a write RDD over 3 partitions
      And task 0 is started
      And task 1 is started
      And task 1 is marked as completed
      And task 2 is started
      When the epoch of task 0 ends
      Then task 0 computes its upstream
      And task 0 makes a writer
      And task 0 has not ended
      When the epoch of task 2 ends
      Then task 2 computes its upstream
      And task 2 makes a writer
      And task 2 has not ended

    @RDD-25
    Scenario: a task continues although the previous task of its partition was completed
      Given a write RDD over 2 partitions
      And task 1 is started
      And task 1 is marked as completed
      And the epoch of task 1 ends
      And task 1 is started
      When the epoch of task 1 ends
      Then task 1 computes its upstream
      And task 1 makes a writer
      And task 1 has not ended

    @RDD-21
    Scenario: a task continues without a reply from the coordinator
      Given a write RDD over 2 partitions whose first epoch is 31
      And task 1 is started
      When task 1 gets the row "a"
      And the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 sends a commit        |
        | task 1 computes its upstream |
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 sends a commit        |
        | task 1 computes its upstream |
