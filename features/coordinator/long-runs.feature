@coordinator
Feature: The coordinator survives long runs
  A continuous query runs for months, with epochs of a second or less and partitions that hang now and then.
  The coordinator must not run out of numbers. Its backlog either has no limit, or stops the query at the limit.

  Rule: A backlog without a limit does not stop the query

    @EC-70
    Scenario: a backlog of offsets, commits and waiting epochs beyond the configured size does not stop the query
      Given a coordinator whose first epoch is 0, with a backlog limit of 3
      And the number of writers is set to 2
      And the number of readers is set to 2
      When every reader reports epochs 1 to 6
      Then the query is not stopped
      When every writer commits epochs 1 to 6
      Then the query is not stopped
      When every writer commits and every reader reports epoch 0
      Then the query is not stopped

  Rule: A backlog with a limit stops the query when it exceeds the limit

    @EC-80
    Scenario: the query is stopped when too many offsets wait
      Given a coordinator whose first epoch is 0, with a backlog limit of 3
      And the number of writers is set to 3
      And the number of readers is set to 3
      When reader 0 reports epoch 1
      And reader 0 reports epoch 2
      And reader 0 reports epoch 3
      Then the query is not stopped
      When reader 1 reports epoch 1
      Then this happens, and nothing else:
        | the query is stopped with IllegalStateException "Size of the partition offset queue has exceeded its maximum" |

    @EC-81
    Scenario: the query is stopped when too many commits wait
      Given a coordinator whose first epoch is 0, with a backlog limit of 3
      And the number of writers is set to 3
      And the number of readers is set to 3
      When writer 0 commits epoch 1
      And writer 0 commits epoch 2
      And writer 0 commits epoch 3
      Then the query is not stopped
      When writer 1 commits epoch 1
      Then this happens, and nothing else:
        | the query is stopped with IllegalStateException "Size of the partition commit queue has exceeded its maximum" |

    @EC-82
    Scenario: the query is stopped when too many epochs wait, together with their offsets and commits
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
    Scenario: the query is stopped again at each message that counts, also at a repeated report
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
    Scenario: the query is not stopped by messages that the same message has removed from the backlog
      Given a coordinator whose first epoch is 0, with a backlog limit of 1
      And the number of writers is set to 1
      And the number of readers is set to 1
      And writer 0 commits epoch 1
      And reader 0 reports epoch 1
      When writer 0 commits epoch 0
      Then the query is stopped with IllegalStateException "Size of the partition commit queue has exceeded its maximum"
      When reader 0 reports epoch 0
      Then the query commits epoch 1
      And the query is not stopped

  Rule: Epochs are numbers of 64 bits

    @EC-71
    Scenario Outline: epochs <first> to <third> are counted, ordered and committed
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
    Scenario Outline: the current epoch advances from <first> to <second>
      Given a coordinator whose first epoch is <first>
      When the current epoch is asked for
      Then the coordinator replies with <first>
      When the epoch is advanced
      Then the coordinator replies with <second>

      Examples:
        | first            | second           |
        | 2147483647       | 2147483648       |
        | 4294967295       | 4294967296       |
        | 4503599627370496 | 4503599627370497 |

    @EC-71
    Scenario: an epoch that is 2^32 ahead is another epoch
      Given a coordinator whose first epoch is 1, with 2 writers and 2 readers
      And writer 0 commits epoch 4294967297
      And reader 0 reports epoch 4294967297
      When every reader reports epoch 1
      And writer 1 commits epoch 1
      Then no epoch is committed
      When writer 0 commits epoch 1
      Then the sink commits epoch 1 with "commit-0-1", "commit-1-1"
