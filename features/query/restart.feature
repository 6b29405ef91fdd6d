@query
Feature: A restarted query continues from the offset log and the commit log
  A query logs the offsets of an epoch when all readers have reported it, and the epoch when the sink has committed it.
  A crash can happen between any two of these steps, so a restart begins where both logs agree.

  Rule: A restarted query begins with the epoch after the last one in the commit log

    @CE-12
    Scenario Outline: a restarted query begins with epoch <next>, the first one that is not committed
      Given a query over 2 partitions whose first epoch is <first>
      And the query is executed
      And the query's epoch is advanced <times>
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch <next>
      And task 1 makes the writer of epoch <next>

      Examples:
        | first | next | times   |
        | 0     | 1    | 1 time  |
        | 0     | 3    | 3 times |
        | 10    | 12   | 2 times |

    @CE-12
    Scenario: a restarted query without a committed epoch begins with its first epoch again
      Given a query over 2 partitions
      And the query is executed
      And task 0 gets the row "a"
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch 0
      And task 1 makes the writer of epoch 0

    @CE-16
    Scenario: a restarted query repeats an epoch that is in the offset log but not in the commit log
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 3 messages of task 0 are delivered
      And the next 3 messages of task 1 are delivered
      And the query is stopped
      When the query is executed again
      Then task 0 makes the writer of epoch 1

    @CE-12
    Scenario: a restarted query repeats an epoch that all tasks have committed but neither log contains
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
    Scenario: a restarted query repeats two epochs that lack one report or one commit
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
    Scenario: a restarted query repeats complete epochs that waited for an earlier epoch
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
    Scenario: a restarted query commits an epoch to the sink again if the commit log lacks the epoch
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
    Scenario: a restarted query repeats an epoch that the sink has refused
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced
      And the sink's next epoch commit will throw IOException "no space left"
      And the query's epoch is advanced
      And the query is stopped
      When the query is executed again
      Then task 1 makes the writer of epoch 1

    @CE-16
    Scenario: a restarted query commits a refused epoch and the epochs that waited for it
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
    Scenario: a restarted query repeats an epoch whose last messages arrived after the stop
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      And the query is stopped
      And the next 2 messages of task 1 are delivered
      When the query is executed again
      Then task 0 makes the writer of epoch 0

    @CE-16
    Scenario: a restarted query repeats the epoch in which a task has failed
      Given a query over 1 partition
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next commit of task 0 will throw IOException "no space left"
      And the query's epoch is advanced
      When the query is executed again
      Then task 0 makes the writer of epoch 2

    @CE-4
    Scenario: a second restart begins with the same epoch as the first if no epoch was committed in between
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
    Scenario: the run after an interrupt begins with the epoch after the last committed one
      Given a query over 2 partitions whose first epoch is 8
      And the query is executed
      And the query's epoch is advanced 2 times
      When the query's thread is interrupted
      Then task 0 makes the writer of epoch 10
      And task 1 makes the writer of epoch 10

  Rule: The readers of a restarted query begin at the end of the last committed epoch

    @CE-11
    Scenario: the readers of a restarted query do not read the rows of committed epochs again
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
    Scenario: the readers of a restarted query read the rows of an uncommitted epoch again
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
    Scenario: the readers of a restarted query read rows again whose epoch is only in the offset log
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
    Scenario: the query adds the offsets of the current run, not those that an earlier run has reached
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
    Scenario: the readers of a restarted query begin at the last committed epoch although a later one is in the offset log
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

  Rule: A later run does not overwrite the offsets that an earlier run has logged

    @CE-19
    Scenario: the third run begins at the offset of the first run although the second run read more rows
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
    Scenario: the third run begins at the offset of the first run although the second run read fewer rows
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
    Scenario: a later run does not overwrite the logged offsets of epochs that waited for a refused epoch
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
    Scenario: the offsets of an earlier run let an epoch be committed although this run fails to log its own
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

  Rule: The query commits no epoch that is missing in the offset log

    @CE-10
    Scenario: the query does not commit an epoch whose offsets could not be logged
      Given a query over 1 partition
      And the query is executed
      And the query's next offset log entry will throw IOException "no space left"
      When the query's epoch is advanced
      Then the query commits no epoch

    @CE-10
    Scenario: the query commits no epoch after one whose offsets could not be logged
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced
      And the query's next offset log entry will throw IOException "no space left"
      When the query's epoch is advanced 3 times
      Then the query commits no epoch

    @CE-10
    Scenario: the query commits the epoch before one whose offsets could not be logged
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
    Scenario: a restarted query begins with the epoch whose offsets could not be logged
      Given a query over 1 partition
      And the query is executed
      And the query's epoch is advanced
      And the query's next offset log entry will throw IOException "no space left"
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then the query commits epoch 1
