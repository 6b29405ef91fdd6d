@coordinator
Feature: Queries that run for long
  A continuous query is meant to run for months, with epochs of a second or less and now and then a partition that hangs.
  The coordinator must neither give up on what piles up meanwhile nor run out of numbers.

  Rule: A backlog does not stop the query

    @EC-70
    Scenario: offsets, commits and waiting epochs pile up beyond the limit that later releases have
      Given a coordinator whose first epoch is 0, with a backlog limit of 3
      And the number of writers is set to 2
      And the number of readers is set to 2
      When every reader reports epochs 1 to 6
      Then the query is not stopped
      When every writer commits epochs 1 to 6
      Then the query is not stopped
      When every writer commits and every reader reports epoch 0
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
