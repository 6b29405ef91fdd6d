@coordinator
Feature: The coordinator waits for the announced numbers of writers and readers
  The write and the scan announce their numbers of partitions. Until then the coordinator waits for none of them.
  No task may start before its number is acknowledged, and a number may be announced again.

  Rule: Until the number of readers is set it is zero

    @EC-65
    Scenario: an epoch is committed on commits alone if no readers are announced
      Given a coordinator whose first epoch is 2
      And the number of writers is set to 3
      When every writer commits epoch 2
      Then the sink commits epoch 2 with "commit-0-2", "commit-1-2", "commit-2-2"
      And the query commits epoch 2

    @EC-65
    Scenario: an epoch with a report is never committed if no readers are announced
      Given a coordinator whose first epoch is 2
      And the number of writers is set to 2
      When reader 0 reports epoch 2
      And every writer commits epoch 2
      And reader 1 reports epoch 2
      And reader 0 reports epoch 2
      Then no offsets are added
      And no epoch is committed

  Rule: Until the number of writers is set it is zero

    @EC-66
    Scenario: an epoch is committed on reports alone, with no messages, if no writers are announced
      Given a coordinator whose first epoch is 0
      And the number of readers is set to 2
      When reader 1 reports epoch 0
      And reader 0 reports epoch 0
      Then the sink commits epoch 0 with none
      And the query commits epoch 0

    @EC-66
    Scenario: an epoch with a commit is never committed if no writers are announced
      Given a coordinator whose first epoch is 0
      And the number of readers is set to 1
      When writer 0 commits epoch 0
      And every reader reports epoch 0
      And writer 1 commits epoch 0
      And every reader reports epoch 0
      Then no epoch is committed

  Rule: A number that is set again replaces the previous one

    @EC-67
    Scenario: an epoch waits for additional writers that are announced
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
    Scenario: an epoch with the commits of fewer announced writers is committed by the next report
      Given a coordinator whose first epoch is 4, with 3 writers and 2 readers
      And writer 0 commits epoch 4
      And writer 2 commits epoch 4
      And reader 0 reports epoch 4
      And the number of writers is set to 2
      When reader 1 reports epoch 4
      Then the sink commits epoch 4 with "commit-0-4", "commit-2-4"

    @EC-68
    Scenario: an epoch waits for additional readers that are announced
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
    Scenario: an epoch with the reports of fewer announced readers is committed by the next commit
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

  Rule: A complete epoch is not counted again

    @EC-69
    Scenario Outline: a complete epoch is committed in its turn although <change>
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
