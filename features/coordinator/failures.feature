@coordinator
Feature: An error of the sink or the query loses no epoch
  A sink may refuse an epoch, and a log may be out of reach for a moment. The coordinator survives both.
  Nothing is undone, nothing is recorded that did not happen, and a repeated report commits the waiting epochs.

  Rule: An epoch that the sink refuses stays uncommitted until a report is repeated

    @EC-55
    Scenario Outline: the query does not commit an epoch that the sink has refused, <when>
      Given a coordinator whose first epoch is 3, with 2 writers and 1 reader
      And <before>
      And every reader reports epoch <epoch>
      And the sink's next epoch commit will throw IllegalStateException "disk full"
      When every writer commits epoch <epoch>
      Then the query commits no epoch

      Examples:
        | when           | before                                                | epoch |
        | the first one  | the current epoch is asked for                        | 3     |
        | a later one    | every writer commits and every reader reports epoch 3 | 4     |

    @EC-56
    Scenario: a repeated report commits the refused first epoch
      Given a coordinator whose first epoch is 3, with 2 writers and 2 readers
      And every reader reports epoch 3
      And the sink's next epoch commit will throw IllegalStateException "disk full"
      When every writer commits epoch 3
      Then no epoch is committed
      When reader 1 reports epoch 3
      Then this happens, in this order:
        | the query adds the offsets of epoch 3: "offset-0-3", "offset-1-3" |
        | the sink commits epoch 3 with "commit-0-3", "commit-1-3"          |
        | the query commits epoch 3                                         |

    @EC-56
    Scenario: a repeated report commits a later epoch that was refused twice
      Given a coordinator whose first epoch is 0, with 1 writer and 3 readers
      And every writer commits and every reader reports epoch 0
      And every writer commits epoch 1
      And the sink's next epoch commit will throw IllegalStateException "disk full"
      And every reader reports epoch 1
      And the sink's next epoch commit will throw IllegalStateException "disk still full"
      When reader 2 reports epoch 1
      Then no epoch is committed
      When reader 0 reports epoch 1
      Then this happens, in this order:
        | the sink commits epoch 1 with "commit-0-1" |
        | the query commits epoch 1                  |

    @EC-57
    Scenario: a repeated commit does not commit a refused epoch
      Given a coordinator whose first epoch is 5, with 2 writers and 1 reader
      And every reader reports epoch 5
      And the sink's next epoch commit will throw IllegalStateException "disk full"
      And every writer commits epoch 5
      When writer 0 commits epoch 5
      And writer 1 commits epoch 5
      Then no epoch is committed

    @EC-58
    Scenario: epochs that arrive after a refused epoch wait for it and follow it
      Given a coordinator whose first epoch is 5, with 1 writer and 1 reader
      And the sink's next epoch commit will throw IllegalStateException "disk full"
      And every writer commits and every reader reports epoch 5
      When every writer commits and every reader reports epoch 6
      And every reader reports epoch 7
      And every writer commits epoch 7
      Then no epoch is committed
      When reader 0 reports epoch 5
      Then this happens, in this order:
        | the sink commits epoch 5 |
        | the sink commits epoch 6 |
        | the sink commits epoch 7 |

    @EC-58
    Scenario: epochs that waited before the refusal still wait and follow
      Given a coordinator whose first epoch is 1, with 2 writers and 1 reader
      And every writer commits and every reader reports epoch 1
      And every writer commits and every reader reports epoch 3
      And every writer commits epoch 2
      And the sink's next epoch commit will throw IllegalStateException "disk full"
      When every reader reports epoch 2
      Then no epoch is committed
      When reader 0 reports epoch 2
      Then this happens, in this order:
        | the sink commits epoch 2 |
        | the sink commits epoch 3 |

  Rule: An epoch that the query fails to record is committed again

    @EC-64
    Scenario: a repeated report commits the first epoch to the sink a second time
      Given a coordinator whose first epoch is 8, with 3 writers and 1 reader
      And every writer commits epoch 8
      And the query's next epoch commit will throw IllegalStateException "log out of reach"
      When every reader reports epoch 8
      Then the sink commits epoch 8
      And the query commits no epoch
      When reader 0 reports epoch 8
      Then this happens, in this order:
        | the sink commits epoch 8 with "commit-0-8", "commit-1-8", "commit-2-8" |
        | the query commits epoch 8                                              |

    @EC-64
    Scenario: a repeated report commits a later epoch to the sink a second time, and then the epochs that waited
      Given a coordinator whose first epoch is 8, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 8
      And every writer commits and every reader reports epoch 10
      And every reader reports epoch 9
      And the query's next epoch commit will throw IllegalStateException "log out of reach"
      When every writer commits epoch 9
      Then the query commits no epoch
      And epoch 10 is not committed
      When reader 1 reports epoch 9
      Then this happens, in this order:
        | the sink commits epoch 9   |
        | the query commits epoch 9  |
        | the sink commits epoch 10  |
        | the query commits epoch 10 |

  Rule: A report whose offsets cannot be added does not commit its epoch

    @EC-61
    Scenario Outline: the last report of epoch <epoch> commits nothing if its offsets cannot be added
      Given a coordinator whose first epoch is 2, with 1 writer and 2 readers
      And every writer commits epoch 2
      And reader 0 reports epoch 2
      And <before>
      And every writer commits epoch <epoch>
      And reader 0 reports epoch <epoch>
      And the query's next offset log entry will throw IllegalStateException "log out of reach"
      When reader 1 reports epoch <epoch>
      Then no epoch is committed

      Examples:
        | before                         | epoch |
        | the current epoch is asked for | 2     |
        | reader 1 reports epoch 2       | 3     |

    @EC-62
    Scenario: a repeated report adds the offsets of all readers after an error
      Given a coordinator whose first epoch is 2, with 2 writers and 3 readers
      And reader 0 reports epoch 2 at "a"
      And reader 1 reports epoch 2 at "b"
      And the query's next offset log entry will throw IllegalStateException "log out of reach"
      And reader 2 reports epoch 2 at "c"
      When reader 0 reports epoch 2 at "d"
      Then the query adds the offsets of epoch 2: "b", "c", "d"

    @EC-63
    Scenario: a later commit that completes the epoch commits it after an error
      Given a coordinator whose first epoch is 2, with 2 writers and 2 readers
      And writer 0 commits epoch 2
      And reader 0 reports epoch 2
      And the query's next offset log entry will throw IllegalStateException "log out of reach"
      And reader 1 reports epoch 2
      When writer 1 commits epoch 2
      Then the sink commits epoch 2

  Rule: The coordinator survives an error

    @EC-60
    Scenario Outline: the coordinator replies to asks and handles other epochs after <place> has thrown
      Given a coordinator whose first epoch is 1, with 1 writer and 1 reader
      And <place> will throw IllegalStateException "boom"
      And every writer commits and every reader reports epoch 1
      When the current epoch is asked for
      Then the coordinator replies with 1
      When every reader reports epoch 2
      Then the query adds the offsets of epoch 2: "offset-0-2"
      When every reader reports epoch 1
      Then the sink commits epoch 1
      When every writer commits epoch 2
      Then the sink commits epoch 2

      Examples:
        | place                             |
        | the sink's next epoch commit      |
        | the query's next offset log entry |
        | the query's next epoch commit     |

  Rule: An error in a commit keeps the messages of older epochs

    @EC-73
    Scenario Outline: reports of an old epoch still count after <place> has thrown
      Given a coordinator whose first epoch is 1, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 1
      And every writer commits and every reader reports epoch 2
      And reader 0 reports epoch 1 at "late, 0"
      And <place> will throw IllegalStateException "boom"
      And every writer commits and every reader reports epoch 3
      When reader 1 reports epoch 1 at "late, 1"
      Then the query adds the offsets of epoch 1: "late, 0", "late, 1"

      Examples:
        | place                         |
        | the sink's next epoch commit  |
        | the query's next epoch commit |
