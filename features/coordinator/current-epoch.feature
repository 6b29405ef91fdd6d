@coordinator
Feature: The current epoch
  The trigger moves the epoch, and the sources' readers poll for it to know where to put their markers. The count is the
  trigger's alone: it starts where the query left off, and runs ahead of what is committed.

  Rule: It begins with the first epoch of the run

    @EC-8
    Scenario Outline: a coordinator that is made for epoch <first> is in that epoch
      Given a coordinator whose first epoch is <first>
      When the current epoch is asked for
      Then the coordinator answers <first>

      Examples:
        | first |
        | 0     |
        | 1     |
        | 73    |

  Rule: Advancing it answers the epoch that begins

    @EC-9
    Scenario Outline: from epoch <first> it goes on by one, and by one again
      Given a coordinator whose first epoch is <first>
      When the epoch is advanced
      Then the coordinator answers <second>
      When the epoch is advanced
      Then the coordinator answers <third>

      Examples:
        | first | second | third |
        | 0     | 1      | 2     |
        | 40    | 41     | 42    |

    @EC-10
    Scenario: those who ask are told what the last advance was answered with
      Given a coordinator whose first epoch is 4
      And the epoch is advanced
      When the current epoch is asked for
      Then the coordinator answers 5
      When the epoch is advanced
      And the epoch is advanced
      And the epoch is advanced
      Then the coordinator answers 8
      When the current epoch is asked for
      Then the coordinator answers 8

  Rule: Nothing else moves it

    @EC-11
    Scenario: asking for it leaves it as it is
      Given a coordinator whose first epoch is 9
      And the current epoch is asked for
      And the current epoch is asked for
      When the current epoch is asked for
      Then the coordinator answers 9

    @EC-13
    Scenario: it stays behind when epochs are committed
      Given a coordinator whose first epoch is 2, with 1 writer and 2 readers
      When every writer commits and every reader reports epoch 2
      And every writer commits and every reader reports epoch 3
      And every writer commits and every reader reports epoch 4
      Then the query commits epoch 4
      When the current epoch is asked for
      Then the coordinator answers 2
