@coordinator
Feature: Queries that run for long
  A continuous query is meant to run for months, with epochs of a second or less and now and then a partition that hangs.
  The coordinator must not run out of numbers; and what piles up meanwhile either has no limit, or is told in time.

  Rule: Where a backlog has no limit, it does not stop the query

    @EC-70
    Scenario: offsets, commits and waiting epochs pile up beyond what the backlog may hold
      Given a coordinator whose first epoch is 0, with a backlog limit of 3
      And the number of writers is set to 2
      And the number of readers is set to 2
      When every reader reports epochs 1 to 6
      Then the query is not stopped
      When every writer commits epochs 1 to 6
      Then the query is not stopped
      When every writer commits and every reader reports epoch 0
      Then the query is not stopped

  Rule: Where it has one, the query is stopped as soon as it holds more

    @EC-80
    Scenario: the offsets are too many
      Given a coordinator whose first epoch is 0, with a backlog limit of 3
      And the number of writers is set to 2
      And the number of readers is set to 2
      When reader 0 reports epoch 1
      And reader 0 reports epoch 2
      And reader 0 reports epoch 3
      Then the query is not stopped
      When reader 1 reports epoch 5
      Then this happens, and nothing else:
        | the query is stopped with IllegalStateException "Size of the partition offset queue has exceeded its maximum" |

    @EC-81
    Scenario: the commits are too many
      Given a coordinator whose first epoch is 0, with a backlog limit of 3
      And the number of writers is set to 2
      And the number of readers is set to 2
      When writer 0 commits epoch 1
      And writer 0 commits epoch 2
      And writer 0 commits epoch 3
      Then the query is not stopped
      When writer 1 commits epoch 5
      Then this happens, and nothing else:
        | the query is stopped with IllegalStateException "Size of the partition commit queue has exceeded its maximum" |

    @EC-82
    Scenario: the epochs that wait are too many, and with them what they hold
      Given a coordinator whose first epoch is 0, with a backlog limit of 2
      And the number of writers is set to 1
      And the number of readers is set to 1
      And writer 0 commits epoch 1
      And reader 0 reports epoch 1
      And writer 0 commits epoch 2
      When reader 0 reports epoch 2
      Then the query is not stopped
      When writer 0 commits epoch 3
      Then this happens, and nothing else:
        | the query is stopped with IllegalStateException "Size of the partition commit queue has exceeded its maximum" |
      When reader 0 reports epoch 3
      Then this happens, and nothing else:
        | the query adds the offsets of epoch 3: "offset-0-3"                                                           |
        | the query is stopped with IllegalStateException "Size of the partition offset queue has exceeded its maximum" |
        | the query is stopped with IllegalStateException "Size of the partition commit queue has exceeded its maximum" |
        | the query is stopped with IllegalStateException "Size of the epoch queue has exceeded its maximum"            |

    @EC-83
    Scenario: it is stopped again at each message that counts, a report that says the same included
      Given a coordinator whose first epoch is 0, with a backlog limit of 1
      And the number of writers is set to 2
      And the number of readers is set to 2
      And reader 0 reports epoch 1
      And reader 0 reports epoch 2
      When reader 0 reports epoch 2
      Then the query is stopped with IllegalStateException "Size of the partition offset queue has exceeded its maximum"
      When writer 0 commits epoch 1
      Then the query is stopped with IllegalStateException "Size of the partition offset queue has exceeded its maximum"
      When writer 0 commits epoch 1
      Then the query is not stopped
      When the current epoch is asked for
      Then the query is not stopped
      When the writes are stopped
      And reader 0 reports epoch 3
      Then the query is not stopped

    @EC-83
    Scenario: what the message itself has cleared away does not count
      Given a coordinator whose first epoch is 0, with a backlog limit of 2
      And the number of writers is set to 1
      And the number of readers is set to 1
      And writer 0 commits epoch 1
      And reader 0 reports epoch 1
      And writer 0 commits epoch 0
      When reader 0 reports epoch 0
      And writer 0 commits epoch 2
      And reader 0 reports epoch 2
      And writer 0 commits epoch 3
      Then the query is not stopped

  Rule: Epochs are numbers of 64 bits

    @EC-71
    Scenario Outline: epochs around <first> are counted, put in order and committed
      Given a coordinator whose first epoch is <first>, with 2 writers and 2 readers
      And every writer commits and every reader reports epoch <third>
      And every writer commits and every reader reports epoch <second>
      And every writer commits epoch <first>
      And reader 1 reports epoch <first>
      When reader 0 reports epoch <first>
      Then this happens, in this order:
        | the query adds the offsets of epoch <first>: "offset-0-<first>", "offset-1-<first>" |
        | the sink commits epoch <first> with "commit-0-<first>", "commit-1-<first>"          |
        | the query commits epoch <first>                                                     |
        | the sink commits epoch <second> with "commit-0-<second>", "commit-1-<second>"       |
        | the query commits epoch <second>                                                    |
        | the sink commits epoch <third> with "commit-0-<third>", "commit-1-<third>"          |
        | the query commits epoch <third>                                                     |

      Examples:
        | first            | second           | third            |
        | 2147483646       | 2147483647       | 2147483648       |
        | 4294967295       | 4294967296       | 4294967297       |
        | 4503599627370496 | 4503599627370497 | 4503599627370498 |

    @EC-71
    Scenario Outline: the current epoch goes on from <first>
      Given a coordinator whose first epoch is <first>
      When the current epoch is asked for
      Then the coordinator answers <first>
      When the epoch is advanced
      Then the coordinator answers <second>

      Examples:
        | first            | second           |
        | 2147483647       | 2147483648       |
        | 4294967295       | 4294967296       |
        | 4503599627370496 | 4503599627370497 |

    @EC-71
    Scenario: an epoch 2^32 ahead is another epoch
      Given a coordinator whose first epoch is 1, with 2 writers and 2 readers
      And writer 0 commits epoch 4294967297
      And reader 0 reports epoch 4294967297
      When every reader reports epoch 1
      And writer 1 commits epoch 1
      Then no epoch is committed
      When writer 0 commits epoch 1
      Then the sink commits epoch 1 with "commit-0-1", "commit-1-1"
