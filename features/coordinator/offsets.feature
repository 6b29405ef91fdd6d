@coordinator
Feature: Adding the offsets of an epoch
  The query writes down where each epoch ends in the source, for all partitions together: a restart reads on from there.
  It does so as soon as all readers have reported, and does not wait for the writers.

  Rule: The offsets of all readers are added together

    @EC-44
    Scenario Outline: the last of <readers> readers has reported
      Given a coordinator whose first epoch is 4, with 2 writers and <readers> readers
      When every reader reports epoch 4
      Then the query adds the offsets of epoch 4: <offsets>

      Examples:
        | readers | offsets                                                |
        | 1       | "offset-0-4"                                           |
        | 2       | "offset-0-4", "offset-1-4"                             |
        | 4       | "offset-0-4", "offset-1-4", "offset-2-4", "offset-3-4" |

    @EC-44
    Scenario: readers that have come to the same offset are both there
      Given a coordinator whose first epoch is 0, with 1 writer and 3 readers
      When reader 2 reports epoch 0 at "100"
      And reader 0 reports epoch 0 at "100"
      And reader 1 reports epoch 0 at "99"
      Then the query adds the offsets of epoch 0: "100", "100", "99"

    @EC-44
    Scenario: offsets of several epochs on their way are kept apart
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
    Scenario: reader 1 in epoch 11 is not reader 11 in epoch 1
      Given a coordinator whose first epoch is 1, with 1 writer and 2 readers
      And reader 1 reports epoch 11
      When reader 11 reports epoch 1
      Then no offsets are added
      When reader 1 reports epoch 1
      Then the query adds the offsets of epoch 1: "offset-1-1", "offset-11-1"

    @EC-44
    Scenario: one reader too many, and the offsets are not added a second time
      Given a coordinator whose first epoch is 1, with 1 writer and 2 readers
      When reader 0 reports epoch 1
      And reader 1 reports epoch 1
      And reader 2 reports epoch 1
      Then the query adds the offsets of epoch 1

    @EC-45
    Scenario: nothing is added while a reader is missing
      Given a coordinator whose first epoch is 6, with 1 writer and 4 readers
      When every writer commits epoch 6
      And reader 3 reports epoch 6
      And reader 0 reports epoch 6
      And reader 1 reports epoch 6
      Then no offsets are added

    @EC-45
    Scenario: what a reader reports of another epoch does not stand in for it
      Given a coordinator whose first epoch is 6, with 3 writers and 2 readers
      When reader 0 reports epoch 6
      And reader 1 reports epoch 7
      And reader 0 reports epoch 8
      Then no offsets are added

  Rule: They wait neither for the writers nor for their turn

    @EC-46
    Scenario: no writer has committed the epoch
      Given a coordinator whose first epoch is 2, with 3 writers and 2 readers
      When every reader reports epoch 2
      Then the query adds the offsets of epoch 2

    @EC-46
    Scenario: nobody has said anything of the epochs before
      Given a coordinator whose first epoch is 2, with 1 writer and 2 readers
      And every writer commits epoch 5
      When every reader reports epoch 5
      Then the query adds the offsets of epoch 5

    @EC-47
    Scenario: the report that completes an epoch adds its offsets before it is committed
      Given a coordinator whose first epoch is 4, with 2 writers and 2 readers
      And every writer commits epoch 4
      And reader 0 reports epoch 4
      When reader 1 reports epoch 4
      Then this happens, in this order:
        | the query adds the offsets of epoch 4 |
        | the sink commits epoch 4              |
        | the query commits epoch 4             |

  Rule: They are added for what a reader reports, and for nothing else

    @CE-2
    Scenario: neither questions nor commits add offsets
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
      Then no offsets are added but those of epoch 8
      When reader 0 reports epoch 4
      Then no offsets are added but those of epoch 4

    @CE-2
    Scenario: a commit that lets epochs go that have waited adds no offsets
      Given a coordinator whose first epoch is 3, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 4
      And every writer commits and every reader reports epoch 5
      And every reader reports epoch 3
      When every writer commits epoch 3
      Then the query commits epoch 5
      And no offsets are added

    @CE-2
    Scenario: a report that lets epochs go that have waited adds the offsets of its own alone
      Given a coordinator whose first epoch is 3, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 4
      And every writer commits epoch 3
      When every reader reports epoch 3
      Then the query commits epoch 4
      And no offsets are added but those of epoch 3

  Rule: What came for epochs before the last committed one is forgotten

    @EC-51
    Scenario: a late report is counted from nothing
      Given a coordinator whose first epoch is 999, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 999
      And every writer commits and every reader reports epoch 1000
      When reader 0 reports epoch 999 at "late, 0"
      Then no offsets are added
      When reader 1 reports epoch 999 at "late, 1"
      Then the query adds the offsets of epoch 999: "late, 0", "late, 1"

    @EC-51
    Scenario: so it is for each epoch that was committed in one go, but the last
      Given a coordinator whose first epoch is 5, with 2 writers and 3 readers
      And every reader reports epochs 5 to 8
      And every writer commits epochs 6 to 8
      And every writer commits epoch 5
      When reader 2 reports epoch 5
      And reader 1 reports epoch 6
      And reader 0 reports epoch 7
      Then no offsets are added

    @EC-52
    Scenario: the last committed epoch itself is still known
      Given a coordinator whose first epoch is 1, with 2 writers and 3 readers
      And every writer commits and every reader reports epoch 1
      And every writer commits and every reader reports epoch 2
      When reader 1 reports epoch 2 at "once more"
      Then the query adds the offsets of epoch 2: "offset-0-2", "once more", "offset-2-2"

    @EC-52
    Scenario: so is the last of several that were committed in one go
      Given a coordinator whose first epoch is 70, with 1 writer and 2 readers
      And every reader reports epochs 70 to 72
      And every writer commits epochs 71 to 72
      And every writer commits epoch 70
      When reader 0 reports epoch 72
      Then the query adds the offsets of epoch 72: "offset-0-72", "offset-1-72"
