@query
Feature: Each epoch is reported by the readers and committed by the tasks
  The trigger advances the coordinator's epoch, and each reader then puts a marker between the rows of its partition.
  At the marker the reader reports its offset, and the task commits the rows that it has written.

  Rule: Tasks begin with the first epoch of the run

    @CE-4
    Scenario Outline: the tasks of a query whose first epoch is <first> begin with epoch <first>
      Given a query over 2 partitions whose first epoch is <first>
      When the query is executed
      Then task 0 computes its upstream in epoch <first>
      And task 0 makes the writer of epoch <first>
      And task 1 makes the writer of epoch <first>

      Examples:
        | first      |
        | 0          |
        | 1          |
        | 7          |
        | 2147483648 |

    @CE-4
    Scenario: the tasks of the next run begin with the uncommitted epoch although the trigger is three epochs ahead
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced 3 times
      When the query's thread is interrupted
      Then task 0 makes the writer of epoch 0

  Rule: A reader reports each epoch after the last row of the epoch

    @EC-25
    Scenario: a reader reports an epoch after its last row and before the writer commits
      Given a query over 2 partitions
      And the query is executed
      When task 0 gets the row "a"
      And task 0 gets the row "b"
      And the query's epoch is advanced
      Then this happens, in this order:
        | task 0 writes "a" in epoch 0           |
        | task 0 writes "b" in epoch 0           |
        | task 0 reports the end of epoch 0: "2" |
        | task 0 commits epoch 0                 |
        | task 0 sends its commit of epoch 0     |

    @EC-25
    Scenario: a reader reports nothing while the epoch continues
      Given a query over 2 partitions
      And the query is executed
      When task 0 gets the row "a"
      And task 1 gets the row "b"
      And task 0 gets the row "c"
      Then no task reports anything

    @EC-25
    Scenario: each reader reports the offset that its own partition has reached
      Given a query over 2 partitions
      And the query is executed
      And task 0 gets the row "a"
      And task 1 gets the row "b"
      And task 1 gets the row "c"
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 0: "1"
      And task 1 reports the end of epoch 0: "2"
      When task 0 gets the row "d"
      And the query's epoch is advanced
      Then task 0 reports the end of epoch 1: "2"
      And task 1 reports the end of epoch 1: "2"

    @EC-25
    Scenario: a reader reports an epoch without rows
      Given a query over 1 partition whose first epoch is 4
      And the query is executed
      When the query's epoch is advanced 2 times
      Then this happens, in this order:
        | task 0 reports the end of epoch 4: "0" |
        | task 0 commits epoch 4                 |
        | task 0 reports the end of epoch 5: "0" |
        | task 0 commits epoch 5                 |

    @EC-25
    Scenario: a reader that asks late reports every epoch that it has missed
      Given a query over 2 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      And task 1 gets the row "a"
      And the query's epoch is advanced 2 times
      When the reader of task 1 asks for the current epoch
      Then this happens, in this order:
        | task 1 reports the end of epoch 0: "1" |
        | task 1 reports the end of epoch 1: "1" |
      And task 0 reports nothing

  Rule: A task sends its commit after it has written the rows of the epoch

    @EC-22
    Scenario: a task sends nothing while rows arrive
      Given a query over 2 partitions
      And the query is executed
      When task 1 gets 4 rows, "row 1" and so on
      Then no task sends anything

    @EC-22
    Scenario: a task sends its commit after the last row of an epoch and before the first row of the next
      Given a query over 2 partitions
      And the query is executed
      When task 1 gets the row "a"
      And the query's epoch is advanced
      And task 1 gets the row "b"
      And the query's epoch is advanced
      Then this happens, in this order:
        | task 1 writes "a" in epoch 0       |
        | task 1 sends its commit of epoch 0 |
        | task 1 writes "b" in epoch 1       |
        | task 1 sends its commit of epoch 1 |

    @EC-22
    Scenario: each task sends one commit per epoch
      Given a query over 2 partitions whose first epoch is 9
      And the query is executed
      When the query's epoch is advanced
      Then task 0 sends a commit
      And task 1 sends a commit
      And task 0 sends its commit of epoch 9: "commit-0-9"
      And task 1 sends its commit of epoch 9: "commit-1-9"

    @EC-22
    Scenario: a task sends nothing while only another task has finished the epoch
      Given a query over 2 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      And the query's epoch is advanced
      When the reader of task 0 asks for the current epoch
      Then task 0 sends its commit of epoch 0
      And task 1 sends nothing

  Rule: Only the query advances the epoch

    @CE-8
    Scenario: Spark's trigger advances the epoch as soon as the coordinator is registered
      Given a query over 2 partitions whose own trigger moves the epoch
      When the query is executed
      Then this happens, in this order:
        | the coordinator logs its registration |
        | the query asks IncrementAndGetEpoch   |

    @CE-8
    Scenario: Spark's trigger advances from the first epoch of the run to the next epoch
      Given a query over 1 partition whose own trigger moves the epoch, and whose first epoch is 6
      When the query is executed
      Then the coordinator replies with 7
      And the sink commits epoch 6

    @CE-8
    Scenario: Spark's trigger advances the epoch of a restarted query again
      Given a query over 1 partition whose own trigger moves the epoch
      And the query is executed
      And the query is stopped
      When the query is executed again
      Then the query asks IncrementAndGetEpoch
      And the coordinator replies with 2

    @EC-24
    Scenario: the operator, the readers and the tasks do not advance the epoch
      Given a query over 2 partitions
      When the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the query is stopped
      Then no participant but the query asks IncrementAndGetEpoch

    @EC-24
    Scenario: only the query advances the epoch when Spark's own trigger runs
      Given a query over 2 partitions whose own trigger moves the epoch
      When the query is executed
      And task 1 gets the row "a"
      Then no participant but the query asks IncrementAndGetEpoch
      And the query asks IncrementAndGetEpoch
