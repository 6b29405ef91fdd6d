@coordinator
Feature: The coordinator drops messages after the writes are stopped
  When a run ends, its tasks may still send messages, and the next run has begun to write to the sink and the logs.
  Late messages must reach neither of them, but every ask still needs a reply, so that no task hangs.

  Rule: A message that arrives after the stop has no effect

    @EC-14
    Scenario: the last missing commit has no effect after the stop
      Given a coordinator whose first epoch is 1, with 3 writers and 2 readers
      And every reader reports epoch 1
      And writer 0 commits epoch 1
      And writer 2 commits epoch 1
      And every writer commits and every reader reports epoch 2
      And the writes are stopped
      When writer 1 commits epoch 1
      Then no epoch is committed

    @EC-14
    Scenario: no later ask makes commits count again
      Given a coordinator whose first epoch is 4, with 2 writers and 1 reader
      And every reader reports epoch 4
      And writer 0 commits epoch 4
      And the writes are stopped
      And the writes are stopped
      And the epoch is advanced
      And the number of readers is set to 1
      And the number of writers is set to 2
      When writer 1 commits epoch 4
      Then no epoch is committed

    @EC-15
    Scenario: the last missing report has no effect after the stop
      Given a coordinator whose first epoch is 8, with 1 writer and 3 readers
      And every writer commits epoch 8
      And reader 2 reports epoch 8
      And reader 0 reports epoch 8
      And the writes are stopped
      When reader 1 reports epoch 8
      Then no offsets are added
      And no epoch is committed

    @EC-15
    Scenario: after a stop, no ask makes the coordinator add offsets or commit epochs again
      Given a coordinator whose first epoch is 0, with 1 writer and 1 reader
      And every writer commits and every reader reports epoch 0
      And every writer commits epoch 1
      And the writes are stopped
      And the writes are stopped
      And the epoch is advanced
      And the number of writers is set to 1
      And the number of readers is set to 1
      When reader 0 reports epoch 0
      And reader 0 reports epoch 1
      Then no offsets are added
      And no epoch is committed

  Rule: Messages before the stop have effect

    @EC-16
    Scenario: without a stop, the last reader's report adds the offsets of its epoch
      Given a coordinator whose first epoch is 3, with 2 writers and 1 reader
      When reader 0 reports epoch 3
      Then the query adds the offsets of epoch 3

    @EC-16
    Scenario: GetCurrentEpoch and IncrementAndGetEpoch do not stop the writes
      Given a coordinator whose first epoch is 3, with 1 writer and 1 reader
      And the current epoch is asked for
      And the epoch is advanced
      And the epoch is advanced
      And every writer commits and every reader reports epoch 3
      When reader 0 reports epoch 4
      Then the query adds the offsets of epoch 4

    @EC-16
    Scenario: a report adds its offset if only the number of readers is set
      Given a coordinator whose first epoch is 3
      And the number of readers is set to 1
      When reader 0 reports epoch 3
      Then the query adds the offsets of epoch 3

  Rule: The coordinator replies to asks after the stop as before

    @EC-17
    Scenario: after a stop, the coordinator still returns and advances the current epoch
      Given a coordinator whose first epoch is 7
      And the epoch is advanced
      And the writes are stopped
      When the current epoch is asked for
      Then the coordinator replies with 8
      When the epoch is advanced
      Then the coordinator replies with 9
      When the current epoch is asked for
      Then the coordinator replies with 9

    @EC-17
    Scenario: the coordinator acknowledges numbers and a second stop after the stop
      Given a coordinator whose first epoch is 1, with 1 writer and 1 reader
      And the writes are stopped
      When the number of writers is set to 2
      Then the coordinator acknowledges SetWriterPartitions
      When the number of readers is set to 2
      Then the coordinator acknowledges SetReaderPartitions
      When the writes are stopped
      Then the coordinator acknowledges StopContinuousExecutionWrites
