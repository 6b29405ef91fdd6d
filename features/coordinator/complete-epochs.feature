@coordinator
Feature: The coordinator commits an epoch when the epoch is complete
  An epoch is complete when every writer has committed it and every reader has reported its end.
  Committed earlier, it loses rows or the place to restart from. Committed later, its rows stay invisible for no reason.

  Rule: An epoch waits for every writer

    @EC-29
    Scenario: an epoch waits for one of three writers
      Given a coordinator whose first epoch is 5, with 3 writers and 1 reader
      When writer 2 commits epoch 5
      And writer 0 commits epoch 5
      And every reader reports epoch 5
      Then no epoch is committed

    @EC-29
    Scenario: a writer's commit of another epoch does not count for this epoch
      Given a coordinator whose first epoch is 5, with 2 writers and 3 readers
      When every reader reports epoch 5
      And every reader reports epoch 6
      And writer 1 commits epoch 6
      And writer 0 commits epoch 5
      Then no epoch is committed

  Rule: An epoch waits for every reader

    @EC-30
    Scenario: an epoch waits for one of three readers
      Given a coordinator whose first epoch is 5, with 1 writer and 3 readers
      When reader 2 reports epoch 5
      And reader 1 reports epoch 5
      And every writer commits epoch 5
      Then no epoch is committed

    @EC-30
    Scenario: a reader's report of another epoch does not count for this epoch
      Given a coordinator whose first epoch is 5, with 3 writers and 2 readers
      When reader 0 reports epoch 5
      And reader 1 reports epoch 6
      And every writer commits epoch 6
      And every writer commits epoch 5
      Then no epoch is committed

  Rule: An epoch is committed as soon as the last message for it arrives

    @EC-31
    Scenario Outline: an epoch is committed with the last commit of <writers> after the reports of <readers>
      Given a coordinator whose first epoch is 3, with <writers> and <readers>
      And every reader reports epoch 3
      When every writer commits epoch 3
      Then the sink commits epoch 3
      And the query commits epoch 3

      Examples:
        | writers     | readers     |
        | 1 writer    | 1 reader    |
        | 2 writers   | 2 readers   |
        | 1 writer    | 3 readers   |
        | 4 writers   | 2 readers   |
        | 40 writers  | 33 readers  |
        | 300 writers | 130 readers |

    @EC-32
    Scenario Outline: an epoch is committed with the last report of <readers> after the commits of <writers>
      Given a coordinator whose first epoch is 3, with <writers> and <readers>
      And every writer commits epoch 3
      When every reader reports epoch 3
      Then the sink commits epoch 3
      And the query commits epoch 3

      Examples:
        | writers    | readers    |
        | 1 writer   | 1 reader   |
        | 2 writers  | 2 readers  |
        | 3 writers  | 1 reader   |
        | 2 writers  | 5 readers  |
        | 33 writers | 40 readers |

    @CE-1
    Scenario: an epoch that the sink commits is also committed to the query
      Given a coordinator whose first epoch is 1, with 1 writer and 1 reader
      When every reader reports epoch 1
      And every writer commits epoch 1
      Then the query commits epoch 1

  Rule: The sink gets the commit messages of the writers for this epoch

    @EC-33
    Scenario: the sink gets the commit messages of all partitions
      Given a coordinator whose first epoch is 7, with 3 writers and 1 reader
      When writer 2 commits epoch 7 as "file c"
      And every reader reports epoch 7
      And writer 0 commits epoch 7 as "file a"
      And writer 1 commits epoch 7 as "file b"
      Then the sink commits epoch 7 with "file a", "file b", "file c"

    @EC-33
    Scenario: the sink gets equal messages of two partitions twice
      Given a coordinator whose first epoch is 0, with 3 writers and 1 reader
      And every reader reports epoch 0
      When writer 0 commits epoch 0 as "done"
      And writer 1 commits epoch 0 as "empty"
      And writer 2 commits epoch 0 as "done"
      Then the sink commits epoch 0 with "done", "done", "empty"

    @EC-33
    Scenario: the sink gets the messages of each epoch apart from those of other epochs
      Given a coordinator whose first epoch is 1, with 2 writers and 1 reader
      And every reader reports epochs 1 to 3
      And writer 0 commits epoch 2 as "second, a"
      And writer 0 commits epoch 3 as "third, a"
      And writer 0 commits epoch 1 as "first, a"
      And writer 1 commits epoch 2 as "second, b"
      When writer 1 commits epoch 1 as "first, b"
      Then the sink commits epoch 1 with "first, a", "first, b"
      And the sink commits epoch 2 with "second, a", "second, b"
      When writer 1 commits epoch 3 as "third, b"
      Then the sink commits epoch 3 with "third, a", "third, b"

    @EC-33
    Scenario: a commit of partition 1 in epoch 11 does not count for partition 11 in epoch 1
      Given a coordinator whose first epoch is 1, with 2 writers and 1 reader
      And every reader reports epoch 1
      And writer 1 commits epoch 11
      When writer 11 commits epoch 1
      And writer 1 commits epoch 1
      Then the sink commits epoch 1 with "commit-1-1", "commit-11-1"

  Rule: The coordinator counts partitions whatever their numbers are

    @EC-42
    Scenario: partitions whose numbers exceed the announced count are counted like others
      Given a coordinator whose first epoch is 2, with 2 writers and 2 readers
      When reader 33 reports epoch 2
      And reader 2 reports epoch 2
      Then the query adds the offsets of epoch 2: "offset-2-2", "offset-33-2"
      When writer 40 commits epoch 2
      And writer 4 commits epoch 2
      Then the sink commits epoch 2 with "commit-4-2", "commit-40-2"

    @EC-43
    Scenario: an epoch with one writer too many is never committed
      Given a coordinator whose first epoch is 6, with 1 writer and 2 readers
      And writer 0 commits epoch 6
      And writer 1 commits epoch 6
      When every reader reports epoch 6
      And writer 2 commits epoch 6
      And writer 0 commits epoch 6
      And reader 1 reports epoch 6
      Then no epoch is committed

  Rule: Asks commit no epoch

    @EC-18
    Scenario: an ask does not commit an epoch that waits for the epoch before it
      Given a coordinator whose first epoch is 4, with 2 writers and 1 reader
      And every writer commits and every reader reports epoch 5
      And writer 0 commits epoch 4
      When the current epoch is asked for
      And the epoch is advanced
      And the number of writers is set to 2
      And the number of readers is set to 1
      And the writes are stopped
      Then no epoch is committed

    @EC-18
    Scenario: an ask does not commit an epoch that became complete because fewer writers are announced
      Given a coordinator whose first epoch is 1, with 3 writers and 1 reader
      And every reader reports epoch 1
      And writer 0 commits epoch 1
      And writer 1 commits epoch 1
      When the number of writers is set to 2
      And the current epoch is asked for
      And the epoch is advanced
      And the writes are stopped
      Then no epoch is committed

    @EC-18
    Scenario: an ask does not commit an epoch that became complete because fewer readers are announced
      Given a coordinator whose first epoch is 1, with 1 writer and 3 readers
      And every writer commits epoch 1
      And reader 0 reports epoch 1
      And reader 1 reports epoch 1
      When the number of readers is set to 2
      And the epoch is advanced
      And the current epoch is asked for
      And the writes are stopped
      Then no epoch is committed
