@coordinator
Feature: Only the trigger advances the current epoch
  The trigger advances the epoch, and the readers poll it to place their markers.
  The current epoch begins where the query left off, and runs ahead of the committed epochs.

  Rule: The current epoch begins with the first epoch of the run

    @EC-8
    Scenario Outline: a coordinator that is made for epoch <first> is in epoch <first>
      Given a coordinator whose first epoch is <first>
      When the current epoch is asked for
      Then the coordinator replies with <first>

      Examples:
        | first |
        | 0     |
        | 1     |
        | 73    |

  Rule: The reply to an advance is the new epoch

    @EC-9
    Scenario Outline: the replies to two advances from epoch <first> are <second> and <third>
      Given a coordinator whose first epoch is <first>
      When the epoch is advanced
      Then the coordinator replies with <second>
      When the epoch is advanced
      Then the coordinator replies with <third>

      Examples:
        | first | second | third |
        | 0     | 1      | 2     |
        | 40    | 41     | 42    |

    @EC-10
    Scenario: the current epoch is the reply to the last advance
      Given a coordinator whose first epoch is 4
      And the epoch is advanced
      When the current epoch is asked for
      Then the coordinator replies with 5
      When the epoch is advanced
      And the epoch is advanced
      And the epoch is advanced
      Then the coordinator replies with 8
      When the current epoch is asked for
      Then the coordinator replies with 8

  Rule: Nothing but an advance changes the current epoch

    @EC-11
    Scenario: asking for the current epoch does not change it
      Given a coordinator whose first epoch is 9
      And the current epoch is asked for
      And the current epoch is asked for
      When the current epoch is asked for
      Then the coordinator replies with 9

    @EC-13
    Scenario: committing epochs does not change the current epoch
      Given a coordinator whose first epoch is 2, with 1 writer and 2 readers
      When every writer commits and every reader reports epoch 2
      And every writer commits and every reader reports epoch 3
      And every writer commits and every reader reports epoch 4
      Then the query commits epoch 4
      When the current epoch is asked for
      Then the coordinator replies with 2
