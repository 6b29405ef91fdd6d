@task
Feature: A task finds its coordinator and its first epoch in two local properties
  Two local properties tell a task which coordinator to send to and with which epoch to begin.
  A task that guessed either of them would commit rows to the wrong run, or twice.

  Rule: A task sends to the coordinator whose id is in __epoch_coordinator_id

    @RDD-3
    Scenario Outline: a task reaches the coordinator with the id <id>
      Given a write RDD over 2 partitions whose coordinator has the id "<id>"
      And task 1 is started
      When the epoch of task 1 ends
      Then task 1 sends a commit

      Examples:
        | id                                       |
        | run--1                                   |
        | 3                                        |
        | 6bf3a7c2-91d0-4d6e-8a1b-0c55e2f4d7aa--12 |

    @RDD-51
    Scenario: a task whose coordinator is not registered fails before it computes its parent
      Given a write RDD over 3 partitions with no coordinator
      When task 2 is started
      Then task 2 fails with a SparkException because of an RpcEndpointNotFoundException
      And task 2 computes nothing
      And task 2 makes no writer

    @RDD-52
    Scenario: a task without a coordinator id fails like one whose coordinator is not registered
      Given a write RDD over 3 partitions with no coordinator id
      When task 1 is started
      Then task 1 fails with a SparkException because of an RpcEndpointNotFoundException
      And task 1 computes nothing

  Rule: A task begins with the epoch in __continuous_start_epoch

    @RDD-4
    Scenario Outline: a task whose start epoch is <first> makes the writer of epoch <first>
      Given a write RDD over 2 partitions whose first epoch is <first>
      When task 1 is started
      Then task 1 makes the writer of epoch <first>

      Examples: the first epoch, an early and a late one, and numbers of more than 31 bits
        | first            |
        | 0                |
        | 1                |
        | 58               |
        | 2147483648       |
        | 9007199254740000 |

    @RDD-4
    Scenario: a task begins with the start epoch although another task is epochs ahead
      Given a write RDD over 2 partitions whose first epoch is 6
      And task 0 is started
      And the epoch of task 0 ends
      And the epoch of task 0 ends
      When task 1 is started
      Then task 1 makes the writer of epoch 6

    @RDD-4
    Scenario: a task that replaces a finished task begins with the start epoch again
      Given a write RDD over 2 partitions whose first epoch is 3
      And task 1 is started
      And the epoch of task 1 ends
      And task 1 is marked as completed
      And the epoch of task 1 ends
      When task 1 is started
      Then task 1 makes the writer of epoch 3

    @RDD-50
    Scenario: a task without a start epoch fails before it computes its parent
      Given a write RDD over 2 partitions with no start epoch
      When task 1 is started
      Then task 1 fails with a NumberFormatException
      And task 1 computes nothing
      And task 1 makes no writer
