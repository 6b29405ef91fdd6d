@task
Feature: One epoch after another
  Continuous means that a task is not started anew for each epoch: it goes round a loop for as long as the query lives.
  A number that is left out or comes twice, or a task that waits to be told, stops the query as a whole.

  Rule: What one call of the parent gives is one epoch

    @RDD-6
    Scenario: the parent is asked once for each epoch, however many rows there are
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
    Scenario: in each epoch the parent is asked before the writer is made
      Given a write RDD over 2 partitions
      When task 0 is started
      Then this happens, in this order:
        | task 0 computes its upstream |
        | task 0 makes a writer        |
      When the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 computes its upstream |
        | task 0 makes a writer        |

  Rule: The next epoch is the one after it

    @RDD-24
    Scenario Outline: after epoch <first> come <second> and <third>
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

      Examples: from the first, in between, and over the ends of 32-bit numbers
        | first      | second     | third      |
        | 0          | 1          | 2          |
        | 98         | 99         | 100        |
        | 2147483646 | 2147483647 | 2147483648 |
        | 4294967294 | 4294967295 | 4294967296 |

  Rule: A task begins the next epoch by itself

    @RDD-25
    Scenario: no further job and no message is needed from one epoch to the next
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
    Scenario: nor does it tire: after 150 epochs comes the next
      Given a write RDD over 2 partitions whose first epoch is 7
      And task 1 is started
      When the epoch of task 1 ends 150 times
      Then task 1 commits epoch 156
      And task 1 computes its upstream in epoch 157
      And task 1 has not ended

    @RDD-25
    Scenario: tasks go on when another one is completed, whether they were started before or after that
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
    Scenario: a task goes on although the one before it on its partition was completed
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
    Scenario: it goes on without a word from the coordinator
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
