@task
Feature: The current epoch of a task
  The source below a write finds the number of the epoch in the epoch tracker, and labels its offsets with it.
  If source and writer went by different numbers, rows would be committed with the offsets of another epoch.

  Rule: The parent finds the epoch that is about to be written

    @RDD-5
    Scenario Outline: the first time the parent is asked to compute, the tracker tells epoch <first>
      Given a write RDD over 3 partitions whose first epoch is <first>
      When task 2 is started
      Then task 2 computes its upstream in epoch <first>

      Examples:
        | first      |
        | 0          |
        | 12         |
        | 4294967296 |

    @RDD-5
    Scenario: each time after that it tells the next epoch already
      Given a write RDD over 1 partition whose first epoch is 12
      And task 0 is started
      When the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 13
      When the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 14

  Rule: The writer is made for the number that the parent found

    @RDD-10
    Scenario: in the first epoch and in later ones the writer gets the tracker's number
      Given a write RDD over 2 partitions whose first epoch is 8
      When task 1 is started
      Then task 1 computes its upstream in epoch 8
      And task 1 makes the writer of epoch 8
      When the epoch of task 1 ends
      Then task 1 computes its upstream in epoch 9
      And task 1 makes the writer of epoch 9

    @ET-1
    Scenario: parent and writer get the same number when tasks take turns
      Given a write RDD over 2 partitions whose first epoch is 8
      And task 0 is started
      And the epoch of task 0 ends
      And the epoch of task 0 ends
      When task 1 is started
      Then task 1 computes its upstream in epoch 8
      And task 1 makes the writer of epoch 8
      When the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 11
      And task 0 makes the writer of epoch 11
      When the epoch of task 1 ends
      Then task 1 computes its upstream in epoch 9
      And task 1 makes the writer of epoch 9

  Rule: The number goes up by one with each epoch that is committed and sent, and with nothing else

    @ET-2
    Scenario: rows do not move it, and the end of the epoch moves it by one
      Given a write RDD over 2 partitions whose first epoch is 20
      And task 0 is started
      When task 0 gets the row "a"
      And task 0 gets the row "b"
      And task 0 gets the row "c"
      And the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 21

    @ET-2
    Scenario: an epoch without rows moves it just as far, and the start of another task not at all
      Given a write RDD over 2 partitions whose first epoch is 20
      And task 1 is started
      And the epoch of task 1 ends
      And task 0 is started
      When the epoch of task 1 ends
      Then task 1 computes its upstream in epoch 22
      When task 1 gets the row "a"
      And the epoch of task 1 ends
      Then task 1 computes its upstream in epoch 23

    @ET-2
    Scenario Outline: an interrupt <where> does not move it
      Given a write RDD over 2 partitions whose first epoch is 20
      And task 1 is started
      And <this is so>
      When <this happens>
      Then no task computes its upstream in an epoch after 20

      Examples:
        | where         | this is so                                                | this happens                        |
        | between rows  | task 1 gets the row "a"                                   | the thread of task 1 is interrupted |
        | in the commit | the next commit of task 1 will throw InterruptedException | the epoch of task 1 ends            |
        | in the send   | the next send of task 1 will throw InterruptedException   | the epoch of task 1 ends            |

  Rule: Each task has a number of its own

    @ET-3
    Scenario: tasks of three partitions go on at different speeds
      Given a write RDD over 3 partitions whose first epoch is 40
      And task 2 is started
      And task 0 is started
      When the epoch of task 2 ends
      And the epoch of task 2 ends
      Then task 2 computes its upstream in epoch 41
      And task 2 computes its upstream in epoch 42
      When the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 41
      And task 0 makes the writer of epoch 41
      When task 1 is started
      Then task 1 computes its upstream in epoch 40
      And task 1 makes the writer of epoch 40
      When the epoch of task 2 ends
      Then task 2 computes its upstream in epoch 43
      And task 2 makes the writer of epoch 43

    @ET-3
    Scenario: tasks that are started at the same time all begin with the first epoch
      Given a write RDD over 4 partitions whose first epoch is 5
      When at the same time:
        | task 3 is started |
        | task 0 is started |
        | task 2 is started |
        | task 1 is started |
      Then task 0 computes its upstream in epoch 5
      And task 1 computes its upstream in epoch 5
      And task 2 computes its upstream in epoch 5
      And task 3 computes its upstream in epoch 5
      When at the same time:
        | the epoch of task 1 ends |
        | the epoch of task 3 ends |
      Then task 1 computes its upstream in epoch 6
      And task 3 computes its upstream in epoch 6
      And task 0 computes nothing
      And task 2 computes nothing
