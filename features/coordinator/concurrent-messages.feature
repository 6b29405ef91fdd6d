@coordinator
Feature: The coordinator handles one message at a time
  All tasks and readers of a cluster send to one coordinator at the same time.
  The coordinator counts, so it must handle concurrent messages one after the other: none is lost or counted twice.

  Rule: Concurrent messages have the effects and replies of some sequential order

    @EC-1
    Scenario: the coordinator replies to each concurrent ask and takes each concurrent report
      Given a coordinator whose first epoch is 4, with 3 writers and 1 reader
      When at the same time:
        | reader 0 reports epoch 4          |
        | the current epoch is asked for    |
        | reader 0 reports epoch 5          |
        | the epoch is advanced             |
        | the number of writers is set to 2 |
        | reader 0 reports epoch 6          |
      Then the coordinator replies to GetCurrentEpoch
      And the coordinator replies to IncrementAndGetEpoch
      And the coordinator replies to SetWriterPartitions
      And the query adds the offsets of epoch 4
      And the query adds the offsets of epoch 5
      And the query adds the offsets of epoch 6

    @EC-1
    Scenario: a concurrent ask does not undo the effect of another
      Given a coordinator whose first epoch is 7
      And at the same time:
        | the number of writers is set to 2 |
        | the number of readers is set to 1 |
        | the epoch is advanced             |
        | the current epoch is asked for    |
      When reader 0 reports epoch 7
      Then the query adds the offsets of epoch 7
      When at the same time:
        | the epoch is advanced             |
        | the writes are stopped            |
        | the number of writers is set to 3 |
        | the current epoch is asked for    |
      And reader 0 reports epoch 8
      Then no offsets are added

    @EC-9
    Scenario: the replies to five concurrent advances are five different epochs
      Given a coordinator whose first epoch is 10
      When at the same time:
        | the epoch is advanced |
        | the epoch is advanced |
        | the epoch is advanced |
        | the epoch is advanced |
        | the epoch is advanced |
      Then the coordinator replies with 11
      And the coordinator replies with 12
      And the coordinator replies with 13
      And the coordinator replies with 14
      And the coordinator replies with 15

    @EC-33 @EC-44
    Scenario: an epoch whose messages all arrive concurrently is committed once with all messages
      Given a coordinator whose first epoch is 2, with 4 writers and 3 readers
      When at the same time:
        | reader 1 reports epoch 2 |
        | writer 3 commits epoch 2 |
        | writer 0 commits epoch 2 |
        | reader 2 reports epoch 2 |
        | writer 1 commits epoch 2 |
        | reader 0 reports epoch 2 |
        | writer 2 commits epoch 2 |
      Then the query adds the offsets of epoch 2: "offset-0-2", "offset-1-2", "offset-2-2"
      And the sink commits epoch 2 with "commit-0-2", "commit-1-2", "commit-2-2", "commit-3-2"

    @EC-37 @EC-38
    Scenario: three epochs whose messages arrive concurrently are committed in order
      Given a coordinator whose first epoch is 9, with 2 writers and 2 readers
      When at the same time:
        | every writer commits epoch 11 |
        | every writer commits epoch 9  |
        | every reader reports epoch 10 |
        | every reader reports epoch 11 |
        | every writer commits epoch 10 |
        | every reader reports epoch 9  |
      Then this happens, in this order:
        | the sink commits epoch 9   |
        | the query commits epoch 9  |
        | the sink commits epoch 10  |
        | the query commits epoch 10 |
        | the sink commits epoch 11  |
        | the query commits epoch 11 |
