@coordinator
Feature: How many writers and readers there are
  The coordinator is told by the write and by the scan how many partitions each of them has; until then it waits for
  nobody. That is why no task may start before its number is acknowledged, and why a number may be told anew.

  Rule: Until the number of readers is set there are none

    @EC-65
    Scenario: an epoch is committed on commits alone
      Given a coordinator whose first epoch is 2
      And the number of writers is set to 3
      When every writer commits epoch 2
      Then the sink commits epoch 2 with "commit-0-2", "commit-1-2", "commit-2-2"
      And the query commits epoch 2

    @EC-65
    Scenario: a report adds no offsets, and its epoch is not committed any more
      Given a coordinator whose first epoch is 2
      And the number of writers is set to 2
      When reader 0 reports epoch 2
      And every writer commits epoch 2
      And reader 1 reports epoch 2
      And reader 0 reports epoch 2
      Then no offsets are added
      And no epoch is committed

  Rule: Until the number of writers is set there are none

    @EC-66
    Scenario: an epoch is committed on reports alone, with no messages
      Given a coordinator whose first epoch is 0
      And the number of readers is set to 2
      When reader 1 reports epoch 0
      And reader 0 reports epoch 0
      Then the sink commits epoch 0 with none
      And the query commits epoch 0

    @EC-66
    Scenario: an epoch for which a commit has come is not committed any more
      Given a coordinator whose first epoch is 0
      And the number of readers is set to 1
      When writer 0 commits epoch 0
      And every reader reports epoch 0
      And writer 1 commits epoch 0
      And every reader reports epoch 0
      Then no epoch is committed

  Rule: A number that is set again replaces the one before

    @EC-67
    Scenario: more writers are announced, and an epoch waits for them
      Given a coordinator whose first epoch is 4, with 1 writer and 1 reader
      And every writer commits and every reader reports epoch 4
      And the number of writers is set to 3
      When every reader reports epoch 5
      And writer 0 commits epoch 5
      And writer 1 commits epoch 5
      Then no epoch is committed
      When writer 2 commits epoch 5
      Then the sink commits epoch 5 with "commit-0-5", "commit-1-5", "commit-2-5"

    @EC-67
    Scenario: fewer writers are announced, and those that have committed are enough for the next report
      Given a coordinator whose first epoch is 4, with 3 writers and 2 readers
      And writer 0 commits epoch 4
      And writer 2 commits epoch 4
      And reader 0 reports epoch 4
      And the number of writers is set to 2
      When reader 1 reports epoch 4
      Then the sink commits epoch 4 with "commit-0-4", "commit-2-4"

    @EC-68
    Scenario: more readers are announced, and an epoch waits for them
      Given a coordinator whose first epoch is 4, with 1 writer and 1 reader
      And every writer commits and every reader reports epoch 4
      And the number of readers is set to 2
      When every writer commits epoch 5
      And reader 0 reports epoch 5
      Then no offsets are added
      And no epoch is committed
      When reader 1 reports epoch 5
      Then the query adds the offsets of epoch 5: "offset-0-5", "offset-1-5"
      And the sink commits epoch 5

    @EC-68
    Scenario: fewer readers are announced, and those that have reported are enough
      Given a coordinator whose first epoch is 4, with 2 writers and 4 readers
      And reader 3 reports epoch 4
      And reader 1 reports epoch 4
      And reader 3 reports epoch 5
      And writer 0 commits epoch 4
      And the number of readers is set to 2
      When writer 1 commits epoch 4
      Then the sink commits epoch 4
      When reader 0 reports epoch 5
      Then the query adds the offsets of epoch 5: "offset-0-5", "offset-3-5"

  Rule: What was complete is not counted anew

    @EC-69
    Scenario Outline: an epoch waits for its turn while <change>
      Given a coordinator whose first epoch is 7, with 2 writers and 2 readers
      And every writer commits and every reader reports epoch 8
      And every writer commits and every reader reports epoch 9
      And <change>
      When every writer commits and every reader reports epoch 7
      Then the sink commits epoch 8 with "commit-0-8", "commit-1-8"
      And the sink commits epoch 9 with "commit-0-9", "commit-1-9"

      Examples:
        | change                            |
        | the number of writers is set to 3 |
        | the number of readers is set to 3 |
        | the number of writers is set to 1 |
