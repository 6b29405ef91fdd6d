@coordinator
Feature: A repeated message counts once
  A task or a reader that runs again repeats its messages, and the coordinator must not count them twice.
  Of two commits by one writer the first is valid, and of two reports by one reader the last.

  Rule: A writer that commits twice counts once, with its first message

    @EC-40
    Scenario Outline: an epoch is not committed when one of two writers commits twice, <how>
      Given a coordinator whose first epoch is 3, with 2 writers and 1 reader
      And every reader reports epoch 3
      When writer 1 commits epoch 3 as "file a"
      And writer 1 commits epoch 3 as <message>
      Then no epoch is committed

      Examples:
        | how                          | message  |
        | with the same message        | "file a" |
        | with another message         | "file b" |

    @EC-41
    Scenario: the sink gets the first message of each writer whenever the second arrives
      Given a coordinator whose first epoch is 5, with 3 writers and 1 reader
      When writer 0 commits epoch 5 as "m of 0"
      And writer 0 commits epoch 5 as "z of 0, again"
      And writer 2 commits epoch 5 as "m of 2"
      And writer 1 commits epoch 5 as "m of 1"
      And writer 2 commits epoch 5 as "a of 2, again"
      And every reader reports epoch 5
      Then the sink commits epoch 5 with "m of 0", "m of 1", "m of 2"

    @EC-41
    Scenario: the sink gets the first message of a writer in an epoch that waits for its turn
      Given a coordinator whose first epoch is 0, with 1 writer and 1 reader
      And writer 0 commits epoch 1 as "first word"
      And reader 0 reports epoch 1
      And writer 0 commits epoch 1 as "second word"
      When every writer commits and every reader reports epoch 0
      Then the sink commits epoch 1 with "first word"

  Rule: A reader that reports twice counts once, with its last offset

    @EC-48
    Scenario Outline: no offsets are added when one of two readers reports twice, <how>
      Given a coordinator whose first epoch is 3, with 1 writer and 2 readers
      And every writer commits epoch 3
      When reader 0 reports epoch 3 at "17"
      And reader 0 reports epoch 3 at <offset>
      Then no offsets are added
      And no epoch is committed

      Examples:
        | how               | offset |
        | at the same place | "17"   |
        | further on        | "18"   |

    @EC-49
    Scenario: the query gets the last offset of each reader, whether it is higher or lower
      Given a coordinator whose first epoch is 5, with 2 writers and 3 readers
      When reader 0 reports epoch 5 at "50"
      And reader 1 reports epoch 5 at "50"
      And reader 0 reports epoch 5 at "40"
      And reader 1 reports epoch 5 at "60"
      And reader 2 reports epoch 5 at "50"
      Then the query adds the offsets of epoch 5: "40", "50", "60"

    @EC-50
    Scenario: a report that is repeated while a writer is missing adds the offsets again
      Given a coordinator whose first epoch is 2, with 2 writers and 2 readers
      And writer 1 commits epoch 2
      And reader 0 reports epoch 2 at "7"
      And reader 1 reports epoch 2 at "8"
      When reader 0 reports epoch 2 at "9"
      Then the query adds the offsets of epoch 2: "8", "9"

    @EC-50
    Scenario: a repeated report adds the offsets again each time, also if they are unchanged and the epoch waits
      Given a coordinator whose first epoch is 2, with 1 writer and 1 reader
      And every writer commits and every reader reports epoch 3
      When reader 0 reports epoch 3
      Then the query adds the offsets of epoch 3: "offset-0-3"
      When reader 0 reports epoch 3
      Then the query adds the offsets of epoch 3: "offset-0-3"
