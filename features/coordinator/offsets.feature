@coordinator
Feature: The query adds the offsets of an epoch when all readers have reported it
  The query logs where each epoch ends in the source, for all partitions together, and a restart reads on from there.
  The offsets are added as soon as all readers have reported, without waiting for the writers.

  Rule: The offsets of all readers are added together

    @EC-44
    Scenario Outline: the offsets of <readers> are added with the last report
      Given a coordinator whose first epoch is 4, with 2 writers and <readers>
      When every reader reports epoch 4
      Then the query adds the offsets of epoch 4: <offsets>

      Examples:
        | readers   | offsets                                                |
        | 1 reader  | "offset-0-4"                                           |
        | 2 readers | "offset-0-4", "offset-1-4"                             |
        | 4 readers | "offset-0-4", "offset-1-4", "offset-2-4", "offset-3-4" |

    @EC-44
    Scenario: equal offsets of two readers are both added
      Given a coordinator whose first epoch is 0, with 1 writer and 3 readers
      When reader 2 reports epoch 0 at "100"
      And reader 0 reports epoch 0 at "100"
      And reader 1 reports epoch 0 at "99"
      Then the query adds the offsets of epoch 0: "100", "100", "99"

    @EC-44
    Scenario: the offsets of each epoch are kept apart from those of other epochs
      Given a coordinator whose first epoch is 1, with 1 writer and 2 readers
      And reader 0 reports epoch 1 at "10"
      And reader 0 reports epoch 2 at "20"
      And reader 0 reports epoch 3 at "30"
      And reader 1 reports epoch 3 at "33"
      And every writer commits epoch 1
      When reader 1 reports epoch 1 at "11"
      Then the query adds the offsets of epoch 1: "10", "11"
      When reader 1 reports epoch 2 at "22"
      Then the query adds the offsets of epoch 2: "20", "22"

    @EC-44
    Scenario: a report of reader 1 in epoch 11 does not count for reader 11 in epoch 1
      Given a coordinator whose first epoch is 1, with 1 writer and 2 readers
      And reader 1 reports epoch 11
      When reader 11 reports epoch 1
      Then no offsets are added
      When reader 1 reports epoch 1
      Then the query adds the offsets of epoch 1: "offset-1-1", "offset-11-1"

    @EC-44
    Scenario: the report of one reader too many does not add the offsets again
      Given a coordinator whose first epoch is 1, with 1 writer and 2 readers
      When reader 0 reports epoch 1
      And reader 1 reports epoch 1
      And reader 2 reports epoch 1
      Then the query adds the offsets of epoch 1

    @EC-45
    Scenario: no offsets are added while a reader is missing
      Given a coordinator whose first epoch is 6, with 1 writer and 4 readers
      When every writer commits epoch 6
      And reader 3 reports epoch 6
      And reader 0 reports epoch 6
      And reader 1 reports epoch 6
      Then no offsets are added

    @EC-45
    Scenario: a reader's report of another epoch adds no offsets
      Given a coordinator whose first epoch is 6, with 3 writers and 2 readers
      When reader 0 reports epoch 6
      And reader 1 reports epoch 7
      And reader 0 reports epoch 8
      Then no offsets are added

  Rule: The offsets wait neither for the writers nor for earlier epochs

    @EC-46
    Scenario: the offsets are added before any writer has committed the epoch
      Given a coordinator whose first epoch is 2, with 3 writers and 2 readers
      When every reader reports epoch 2
      Then the query adds the offsets of epoch 2

    @EC-46
    Scenario: the offsets are added although no message for the earlier epochs has arrived
      Given a coordinator whose first epoch is 2, with 1 writer and 2 readers
      And every writer commits epoch 5
      When every reader reports epoch 5
      Then the query adds the offsets of epoch 5

    @EC-47
    Scenario: the report that completes an epoch adds its offsets before the epoch is committed
      Given a coordinator whose first epoch is 4, with 2 writers and 2 readers
      And every writer commits epoch 4
      And reader 0 reports epoch 4
      When reader 1 reports epoch 4
      Then this happens, in this order:
        | the query adds the offsets of epoch 4 |
        | the sink commits epoch 4              |
        | the query commits epoch 4             |

  Rule: Only a report adds offsets

    @CE-2
    Scenario: asks and commits add no offsets
      Given a coordinator whose first epoch is 3, with 1 writer and 2 readers
      And reader 0 reports epoch 3
      And every reader reports epoch 4
      When the number of readers is set to 1
      And every writer commits epoch 4
      And every writer commits epoch 3
      And the current epoch is asked for
      And the epoch is advanced
      And the writes are stopped
      Then no offsets are added

    @CE-2
    Scenario: a report adds the offsets of the epoch that it names
      Given a coordinator whose first epoch is 3, with 2 writers and 1 reader
      And every reader reports epoch 3
      And the epoch is advanced
      When reader 0 reports epoch 8
      Then no offsets of epochs other than 8 are added
      When reader 0 reports epoch 4
      Then no offsets of epochs other than 4 are added

    @CE-2
    Scenario: a commit that commits waiting epochs adds no offsets
      Given a coordinator whose first epoch is 3, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 4
      And every writer commits and every reader reports epoch 5
      And every reader reports epoch 3
      When every writer commits epoch 3
      Then the query commits epoch 5
      And no offsets are added

    @CE-2
    Scenario: a report that commits waiting epochs adds only the offsets of its own epoch
      Given a coordinator whose first epoch is 3, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 4
      And every writer commits epoch 3
      When every reader reports epoch 3
      Then the query commits epoch 4
      And no offsets of epochs other than 3 are added

  Rule: Messages for epochs before the last committed one are forgotten

    @EC-51
    Scenario: late reports of an old epoch are counted from zero
      Given a coordinator whose first epoch is 999, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 999
      And every writer commits and every reader reports epoch 1000
      When reader 0 reports epoch 999 at "late, 0"
      Then no offsets are added
      When reader 1 reports epoch 999 at "late, 1"
      Then the query adds the offsets of epoch 999: "late, 0", "late, 1"

    @EC-51
    Scenario: late reports of epochs that were committed together are counted from zero, except for the last epoch
      Given a coordinator whose first epoch is 5, with 2 writers and 3 readers
      And every reader reports epochs 5 to 8
      And every writer commits epochs 6 to 8
      And every writer commits epoch 5
      When reader 2 reports epoch 5
      And reader 1 reports epoch 6
      And reader 0 reports epoch 7
      Then no offsets are added

    @EC-52
    Scenario: the messages of the last committed epoch are kept
      Given a coordinator whose first epoch is 1, with 2 writers and 3 readers
      And every writer commits and every reader reports epoch 1
      And every writer commits and every reader reports epoch 2
      When reader 1 reports epoch 2 at "once more"
      Then the query adds the offsets of epoch 2: "offset-0-2", "once more", "offset-2-2"

    @EC-52
    Scenario: the messages of the last of several epochs that were committed together are kept
      Given a coordinator whose first epoch is 70, with 1 writer and 2 readers
      And every reader reports epochs 70 to 72
      And every writer commits epochs 71 to 72
      And every writer commits epoch 70
      When reader 0 reports epoch 72
      Then the query adds the offsets of epoch 72: "offset-0-72", "offset-1-72"
