@coordinator
Feature: The coordinator commits epochs in order
  Partitions run at their own pace, so several epochs are on their way at once and may become complete in any order.
  The sink must see them one after the other and without a gap, because exactly-once depends on it.

  Rule: The first committed epoch is the start epoch

    @EC-34
    Scenario Outline: a run that begins with epoch <first> commits it without an epoch before it
      Given a coordinator whose first epoch is <first>, with 2 writers and 1 reader
      When every writer commits and every reader reports epoch <first>
      Then the sink commits epoch <first>

      Examples:
        | first |
        | 0     |
        | 1     |
        | 58    |

    @EC-53
    Scenario: an epoch of an earlier run is not committed, neither by itself nor with the first epoch
      Given a coordinator whose first epoch is 6, with 1 writer and 2 readers
      When every writer commits and every reader reports epoch 5
      Then no epoch is committed
      When every writer commits and every reader reports epoch 6
      Then epoch 5 is not committed

  Rule: An epoch waits for the epoch before it

    @EC-35
    Scenario: a complete second epoch waits for a first epoch that lacks all messages
      Given a coordinator whose first epoch is 0, with 1 writer and 1 reader
      When every writer commits and every reader reports epoch 1
      Then no epoch is committed

    @EC-35
    Scenario: a complete second epoch waits for a first epoch that lacks one report
      Given a coordinator whose first epoch is 3, with 2 writers and 3 readers
      And every writer commits epoch 3
      And reader 0 reports epoch 3
      And reader 2 reports epoch 3
      When every reader reports epoch 4
      And every writer commits epoch 4
      Then no epoch is committed

    @EC-35
    Scenario: complete epochs in the middle of a run wait for the epoch before them
      Given a coordinator whose first epoch is 20, with 2 writers and 1 reader
      And every writer commits and every reader reports epoch 20
      When every writer commits and every reader reports epoch 22
      And every writer commits and every reader reports epoch 24
      Then no epoch is committed

  Rule: An epoch that waits is committed with the epoch before it

    @EC-36
    Scenario: the last commit of an epoch also commits the next epoch, which waits
      Given a coordinator whose first epoch is 4, with 3 writers and 1 reader
      And every writer commits and every reader reports epoch 5
      And every reader reports epoch 4
      And writer 0 commits epoch 4
      And writer 1 commits epoch 4
      When writer 2 commits epoch 4
      Then this happens, in this order:
        | the sink commits epoch 4 |
        | the sink commits epoch 5 |

    @EC-36
    Scenario: the last report of an epoch also commits the next epoch, which waits
      Given a coordinator whose first epoch is 4, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 4
      And every writer commits epoch 5
      And every reader reports epoch 6
      And every writer commits epoch 6
      And reader 1 reports epoch 5
      When reader 0 reports epoch 5
      Then this happens, in this order:
        | the sink commits epoch 5 |
        | the sink commits epoch 6 |

    @EC-37
    Scenario: four waiting epochs are committed up to the next missing epoch
      Given a coordinator whose first epoch is 8, with 2 writers and 2 readers
      And every writer commits and every reader reports epoch 13
      And every writer commits and every reader reports epoch 11
      And every writer commits and every reader reports epoch 10
      And every writer commits and every reader reports epoch 9
      And every writer commits epoch 12
      When every reader reports epoch 8
      And every writer commits epoch 8
      Then this happens, in this order:
        | the sink commits epoch 8  |
        | the sink commits epoch 9  |
        | the sink commits epoch 10 |
        | the sink commits epoch 11 |
      And epoch 12 is not committed
      And epoch 13 is not committed
      When every reader reports epoch 12
      Then this happens, in this order:
        | the sink commits epoch 12 |
        | the sink commits epoch 13 |

    @EC-37
    Scenario: forty epochs that wait for one slow reader are committed in order
      Given a coordinator whose first epoch is 0, with 1 writer and 2 readers
      And every reader reports epochs 1 to 40
      And every writer commits epochs 0 to 40
      And reader 0 reports epoch 0
      When reader 1 reports epoch 0
      Then this happens, in this order:
        | the sink commits epoch 0  |
        | the sink commits epoch 1  |
        | the sink commits epoch 2  |
        | the sink commits epoch 9  |
        | the sink commits epoch 10 |
        | the sink commits epoch 31 |
        | the sink commits epoch 32 |
        | the sink commits epoch 40 |

  Rule: Each epoch goes first to the sink and then to the query

    @EC-38
    Scenario: a single epoch goes first to the sink and then to the query
      Given a coordinator whose first epoch is 2, with 2 writers and 1 reader
      When every reader reports epoch 2
      And every writer commits epoch 2
      Then this happens, in this order:
        | the sink commits epoch 2  |
        | the query commits epoch 2 |

    @EC-38
    Scenario: each of several epochs that are committed together goes first to the sink and then to the query
      Given a coordinator whose first epoch is 2, with 1 writer and 1 reader
      And every writer commits and every reader reports epoch 4
      And every writer commits and every reader reports epoch 3
      When every writer commits and every reader reports epoch 2
      Then this happens, in this order:
        | the sink commits epoch 2  |
        | the query commits epoch 2 |
        | the sink commits epoch 3  |
        | the query commits epoch 3 |
        | the sink commits epoch 4  |
        | the query commits epoch 4 |

  Rule: The current epoch does not matter to the order of commits

    @EC-54
    Scenario: epochs that the trigger has not begun are committed
      Given a coordinator whose first epoch is 3, with 1 writer and 2 readers
      When every writer commits and every reader reports epoch 3
      And every writer commits and every reader reports epoch 4
      And every writer commits and every reader reports epoch 5
      Then the sink commits epoch 3
      And the sink commits epoch 4
      And the sink commits epoch 5

    @EC-54
    Scenario: an epoch that the trigger has left long ago is committed
      Given a coordinator whose first epoch is 3, with 2 writers and 1 reader
      And the epoch is advanced
      And the epoch is advanced
      And the epoch is advanced
      When every writer commits and every reader reports epoch 3
      Then the sink commits epoch 3

  Rule: An epoch is committed once

    @EC-39
    Scenario: repeated messages for the last committed epoch commit nothing
      Given a coordinator whose first epoch is 1, with 2 writers and 2 readers
      And every writer commits and every reader reports epoch 1
      When every reader reports epoch 1
      And every writer commits epoch 1
      And every reader reports epoch 1
      Then no epoch is committed

    @EC-39
    Scenario: repeated messages for epochs that were committed long ago commit nothing
      Given a coordinator whose first epoch is 1, with 1 writer and 2 readers
      And every writer commits and every reader reports epoch 1
      And every writer commits and every reader reports epoch 2
      And every writer commits and every reader reports epoch 3
      When every writer commits and every reader reports epoch 1
      And every writer commits and every reader reports epoch 2
      Then no epoch is committed
      When every writer commits and every reader reports epoch 4
      Then epoch 1 is not committed
      And epoch 2 is not committed
      And epoch 3 is not committed
