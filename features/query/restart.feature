@query
Feature: A restart goes by the two logs
  A query writes down the offsets of each epoch when all readers have reported it, and the epoch itself when the sink has
  it. A crash can come between any two of these; what a restart begins from is what both logs agree on.

  Rule: It begins with the epoch after the last in the log of commits

    @CE-12
    Scenario Outline: after <epochs> epochs that were committed
      Given a query over 2 partitions whose first epoch is <first>
      And the query is executed
      And the query's epoch is advanced <epochs> times
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch <next>
      And task 1 makes the writer of epoch <next>

      Examples:
        | first | epochs | next |
        | 0     | 1      | 1    |
        | 0     | 3      | 3    |
        | 10    | 2      | 12   |

    @CE-12
    Scenario: nothing was committed, and the epoch begins anew
      Given a query over 2 partitions
      And the query is executed
      And task 0 gets the row "a"
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch 0
      And task 1 makes the writer of epoch 0

    @CE-16
    Scenario: an epoch whose offsets are in the log, and which is not committed, is done again
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 3 messages of task 0 are delivered
      And the next 3 messages of task 1 are delivered
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch 1

    @CE-12
    Scenario: all tasks have committed an epoch, and nothing of it is in the logs
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And task 0's commit of epoch 0 is delivered
      And task 1's commit of epoch 0 is delivered
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch 0
      And task 1 makes the writer of epoch 0

    @CE-16
    Scenario: all but one message of an epoch have come, be it a report or a commit
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 0 are delivered
      And task 1's commit of epoch 0 is delivered
      And task 1's report of epoch 1 is delivered
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch 0
      And task 1 makes the writer of epoch 0

    @CE-16
    Scenario: epochs that were complete, and waited for one before them, are done again
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced 3 times
      And task 0's report of epoch 1 is delivered
      And task 0's commit of epoch 1 is delivered
      And task 0's report of epoch 2 is delivered
      And task 0's commit of epoch 2 is delivered
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch 0

    @CE-16
    Scenario: an epoch that the sink has and the log of commits has not is given to the sink again
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced
      And the query's next epoch commit will throw IOException "no space left"
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then the sink commits epoch 1
      And the query commits epoch 1

    @CE-16
    Scenario: an epoch that the sink has refused is done again
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced
      And the sink's next epoch commit will throw IOException "no space left"
      And the query's epoch is advanced
      And the query is stopped
      When the query is executed again
      Then task 1 makes the writer of epoch 1

    @CE-16
    Scenario: those that were stuck behind it, too
      Given a query over 1 partition
      And the query is executed
      And the sink's next epoch commit will throw IOException "no space left"
      And the query's epoch is advanced 3 times
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced 3 times
      Then this happens, in this order:
        | the sink commits epoch 0  |
        | the query commits epoch 0 |
        | the sink commits epoch 1  |
        | the query commits epoch 1 |
        | the sink commits epoch 2  |
        | the query commits epoch 2 |

    @CE-12
    Scenario: what came late for the run before is nobody's commit
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      And the query is stopped
      And the next 2 messages of task 1 are delivered
      When the query is executed again
      Then task 0 makes the writer of epoch 0

    @CE-16
    Scenario: a task has failed, and its epoch is done again
      Given a query over 1 partition
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next commit of task 0 will throw IOException "no space left"
      And the query's epoch is advanced
      When the query is executed again
      Then task 0 makes the writer of epoch 2

    @CE-4
    Scenario: a second restart begins where the first did, when nothing was committed between
      Given a query over 1 partition whose first epoch is 3
      And the query is executed
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      And the query is stopped
      When the query is executed again
      Then task 0 computes its upstream in epoch 4
      And task 0 makes the writer of epoch 4

    @CE-4
    Scenario: so does a run that follows another in the same query
      Given a query over 2 partitions whose first epoch is 8
      And the query is executed
      And the query's epoch is advanced 2 times
      When the query's thread is interrupted
      Then task 0 makes the writer of epoch 10
      And task 1 makes the writer of epoch 10

  Rule: The readers begin where that epoch has ended

    @CE-11
    Scenario: rows of epochs that were committed are behind them
      Given a query over 2 partitions
      And the query is executed
      And task 0 gets the row "a"
      And task 1 gets the row "b"
      And task 1 gets the row "c"
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 1: "1"
      And task 1 reports the end of epoch 1: "2"

    @CE-11
    Scenario: rows of an epoch that was not are not
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And task 0 gets the row "b"
      And task 0 gets the row "c"
      And the query is stopped
      And the query is executed again
      And task 0 gets the row "b"
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 1: "2"

    @CE-16
    Scenario: nor are those of an epoch that has only its offsets in the log
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And task 0 gets the row "b"
      And the query's epoch is advanced
      And the next 3 messages of task 0 are delivered
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 1: "1"

    @CE-16
    Scenario: the coordinator adds the offsets of its own run, and none of what an earlier one has reached
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the next message of task 0 is delivered
      And the query is stopped
      And the query is executed again
      And the query's epoch is advanced
      When the next 2 messages of task 0 are delivered
      Then the query adds the offsets of epoch 0: "0"
      And the query commits epoch 0

    @CE-16
    Scenario: several epochs are in the log, each under its own number
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And task 0 gets the row "b"
      And the query's epoch is advanced
      And the query's next epoch commit will throw IOException "no space left"
      And task 0 gets the row "c"
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 2: "2"

  Rule: Offsets that an earlier run has logged stay, also those of an epoch that it did not commit

    @CE-19
    Scenario: this run has come farther in the epoch, and the next begins where the earlier one was
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the next message of task 0 is delivered
      And the query is stopped
      And the query is executed again
      And task 0 gets the row "a"
      And task 0 gets the row "b"
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 1: "1"

    @CE-19
    Scenario: this run has not come as far, and the next begins where the earlier one was
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And task 0 gets the row "b"
      And the query's epoch is advanced
      And task 0's report of epoch 0 is delivered
      And the query is stopped
      And the query is executed again
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 1: "2"

    @CE-19
    Scenario: those of several epochs stay that were stuck behind one that the sink has refused
      Given a query over 1 partition
      And the query is executed
      And the sink's next epoch commit will throw IOException "no space left"
      And the query's epoch is advanced
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      And the query's epoch is advanced 2 times
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 2: "1"

    @CE-19
    Scenario: with them an epoch is committed whose offsets this run could not write
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And task 0's report of epoch 0 is delivered
      And the query is stopped
      And the query is executed again
      And the query's epoch is advanced
      And the query's next offset log entry will throw IOException "no space left"
      When the next 2 messages of task 0 are delivered
      Then no offsets are added
      And the query commits epoch 0

  Rule: No epoch is committed that the log of offsets has not

    @CE-10
    Scenario: the offsets could not be written
      Given a query over 1 partition
      And the query is executed
      And the query's next offset log entry will throw IOException "no space left"
      When the query's epoch is advanced
      Then the query commits no epoch

    @CE-10
    Scenario: nor is any that comes after it
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced
      And the query's next offset log entry will throw IOException "no space left"
      When the query's epoch is advanced 3 times
      Then the query commits no epoch

    @CE-10
    Scenario: those before it are
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the query's next offset log entry will throw IOException "no space left"
      And task 0's report of epoch 1 is delivered
      And task 0's commit of epoch 1 is delivered
      When the next 2 messages of task 0 are delivered
      Then the query commits epoch 0
      And the query does not commit epoch 1

    @CE-10
    Scenario: a restart begins with it
      Given a query over 1 partition
      And the query is executed
      And the query's epoch is advanced
      And the query's next offset log entry will throw IOException "no space left"
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then the query commits epoch 1
