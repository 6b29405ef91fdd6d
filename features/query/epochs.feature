@query
Feature: From rows to a committed epoch
  The trigger moves the coordinator's epoch, the readers' marker threads see that, and between the rows of each partition a
  marker goes by: there the reader says how far it is, and the task commits what it has written.

  Rule: Tasks begin with the epoch of the run

    @CE-4
    Scenario Outline: a first run whose epoch is <first>
      Given a query over 2 partitions whose first epoch is <first>
      When the query is executed
      Then task 0 computes its upstream in epoch <first>
      And task 0 makes the writer of epoch <first>
      And task 1 makes the writer of epoch <first>

      Examples:
        | first      |
        | 0          |
        | 1          |
        | 7          |
        | 2147483648 |

    @CE-4
    Scenario: the epoch is the run's, and not how far the trigger has come
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced 3 times
      When the query's thread is interrupted
      Then task 0 makes the writer of epoch 0

  Rule: A reader reports each epoch when it has given its last row

    @EC-25
    Scenario: after the last row, and before the writer commits
      Given a query over 2 partitions
      And the query is executed
      When task 0 gets the row "a"
      And task 0 gets the row "b"
      And the query's epoch is advanced
      Then this happens, in this order:
        | task 0 writes "a" in epoch 0           |
        | task 0 writes "b" in epoch 0           |
        | task 0 reports the end of epoch 0: "2" |
        | task 0 commits epoch 0                 |
        | task 0 sends its commit of epoch 0     |

    @EC-25
    Scenario: as long as the epoch goes on nothing is reported
      Given a query over 2 partitions
      And the query is executed
      When task 0 gets the row "a"
      And task 1 gets the row "b"
      And task 0 gets the row "c"
      Then no task reports anything

    @EC-25
    Scenario: each partition reports for itself, how far it is in all
      Given a query over 2 partitions
      And the query is executed
      And task 0 gets the row "a"
      And task 1 gets the row "b"
      And task 1 gets the row "c"
      When the query's epoch is advanced
      Then task 0 reports the end of epoch 0: "1"
      And task 1 reports the end of epoch 0: "2"
      When task 0 gets the row "d"
      And the query's epoch is advanced
      Then task 0 reports the end of epoch 1: "2"
      And task 1 reports the end of epoch 1: "2"

    @EC-25
    Scenario: an epoch without rows is reported, too
      Given a query over 1 partition whose first epoch is 4
      And the query is executed
      When the query's epoch is advanced 2 times
      Then this happens, in this order:
        | task 0 reports the end of epoch 4: "0" |
        | task 0 commits epoch 4                 |
        | task 0 reports the end of epoch 5: "0" |
        | task 0 commits epoch 5                 |

    @EC-25
    Scenario: a reader that comes late reports each epoch that it has missed
      Given a query over 2 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      And task 1 gets the row "a"
      And the query's epoch is advanced 2 times
      When the reader of task 1 asks for the current epoch
      Then this happens, in this order:
        | task 1 reports the end of epoch 0: "1" |
        | task 1 reports the end of epoch 1: "1" |
      And task 0 reports nothing

  Rule: A task sends its commit when the epoch's rows are written

    @EC-22
    Scenario: nothing is sent while rows come
      Given a query over 2 partitions
      And the query is executed
      When task 1 gets 4 rows, "row 1" and so on
      Then no task sends anything

    @EC-22
    Scenario: the last row goes before it, and the next after it
      Given a query over 2 partitions
      And the query is executed
      When task 1 gets the row "a"
      And the query's epoch is advanced
      And task 1 gets the row "b"
      And the query's epoch is advanced
      Then this happens, in this order:
        | task 1 writes "a" in epoch 0       |
        | task 1 sends its commit of epoch 0 |
        | task 1 writes "b" in epoch 1       |
        | task 1 sends its commit of epoch 1 |

    @EC-22
    Scenario: of each epoch, each partition sends one
      Given a query over 2 partitions whose first epoch is 9
      And the query is executed
      When the query's epoch is advanced
      Then task 0 sends a commit
      And task 1 sends a commit
      And task 0 sends its commit of epoch 9: "commit-0-9"
      And task 1 sends its commit of epoch 9: "commit-1-9"

    @EC-22
    Scenario: partitions at different epochs do not send for each other
      Given a query over 2 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      And the query's epoch is advanced
      When the reader of task 0 asks for the current epoch
      Then task 0 sends its commit of epoch 0
      And task 1 sends nothing

  Rule: The epoch is moved by the query, and by nobody else

    @CE-8
    Scenario: the trigger begins as soon as there is a coordinator to move
      Given a query over 2 partitions whose own trigger moves the epoch
      When the query is executed
      Then this happens, in this order:
        | the coordinator logs its registration |
        | the query asks IncrementAndGetEpoch   |

    @CE-8
    Scenario: it moves the epoch of whatever run it is in
      Given a query over 1 partition whose own trigger moves the epoch, and whose first epoch is 6
      When the query is executed
      Then the coordinator answers 7
      And the sink commits epoch 6

    @CE-8
    Scenario: the trigger of the next run begins anew
      Given a query over 1 partition whose own trigger moves the epoch
      And the query is executed
      And the query is stopped
      When the query is executed again
      Then the query asks IncrementAndGetEpoch
      And the coordinator answers 2

    @EC-24
    Scenario: operator, readers and tasks do not ask for the next epoch
      Given a query over 2 partitions
      When the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the query is stopped
      Then nobody but the query asks IncrementAndGetEpoch

    @EC-24
    Scenario: they do not with a trigger either
      Given a query over 2 partitions whose own trigger moves the epoch
      When the query is executed
      And task 1 gets the row "a"
      Then nobody but the query asks IncrementAndGetEpoch
      And the query asks IncrementAndGetEpoch
