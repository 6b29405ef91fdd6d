@task
Feature: Each task counts its current epoch
  The source below a write reads the epoch number from the epoch tracker and labels its offsets with it.
  If source and writer used different numbers, rows would be committed with the offsets of another epoch.

  Rule: The parent computes with the number of the epoch that is about to be written

    @RDD-5
    Scenario Outline: the parent of a task that begins with epoch <first> first computes in epoch <first>
      Given a write RDD over 3 partitions whose first epoch is <first>
      When task 2 is started
      Then task 2 computes its upstream in epoch <first>

      Examples:
        | first      |
        | 0          |
        | 12         |
        | 4294967296 |

    @RDD-5
    Scenario: the parent of a task computes in the next epoch after each end of an epoch
      Given a write RDD over 1 partition whose first epoch is 12
      And task 0 is started
      When the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 13
      When the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 14

  Rule: The writer is made for the epoch in which the parent computes

    @RDD-10
    Scenario: the writer is made for the epoch of the parent in the first epoch and in later ones
      Given a write RDD over 2 partitions whose first epoch is 8
      When task 1 is started
      Then task 1 computes its upstream in epoch 8
      And task 1 makes the writer of epoch 8
      When the epoch of task 1 ends
      Then task 1 computes its upstream in epoch 9
      And task 1 makes the writer of epoch 9

    @ET-1
    Scenario: parent and writer have the same epoch when tasks take turns
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

  Rule: Only a committed and sent epoch advances the epoch number, by one

    @ET-2
    Scenario: the end of an epoch advances the epoch number by one, and rows do not advance it
      Given a write RDD over 2 partitions whose first epoch is 20
      And task 0 is started
      When task 0 gets the row "a"
      And task 0 gets the row "b"
      And task 0 gets the row "c"
      And the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 21

    @ET-2
    Scenario: an epoch without rows advances the epoch number by one, and the start of another task does not advance it
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
    Scenario Outline: an interrupt <where> does not advance the epoch number
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

  Rule: Each task has its own epoch number

    @ET-3
    Scenario: three tasks advance their epoch numbers at different speeds
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
    Scenario: four tasks that start at the same time all begin with the first epoch
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

  Rule: A thread that a task starts has its own copy of the epoch

    @ET-5
    Scenario: a parent that computes on a thread of its own is told the epoch in which that thread was started
      Given a write RDD over 2 partitions whose parent computes on a thread of its own, and whose first epoch is 7
      When task 0 is started
      Then task 0 computes its upstream in epoch 7
      And task 0 makes the writer of epoch 7
      When the epoch of task 0 ends
      Then task 0 computes its upstream in epoch 7
      And task 0 makes the writer of epoch 8

    @ET-5
    Scenario: the parent's thread of another task begins with the first epoch, whatever epochs the first task has done
      Given a write RDD over 2 partitions whose parent computes on a thread of its own, and whose first epoch is 7
      And task 0 is started
      And the epoch of task 0 ends
      When task 1 is started
      Then task 1 computes its upstream in epoch 7
      And task 1 makes the writer of epoch 7
