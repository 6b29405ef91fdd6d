@task
Feature: Every row is written once
  The promise of the write path is that no row is lost and none is doubled, and it begins here.
  A row belongs to the epoch in which the parent gave it, and to the writer of that epoch.

  Rule: Each row is written once, by the writer of its epoch

    @RDD-12
    Scenario: all rows of two epochs are written, each in its own
      Given a write RDD over 2 partitions whose first epoch is 5
      And task 1 is started
      When task 1 gets the row "a"
      And task 1 gets the row "b"
      And task 1 gets the row "c"
      And the epoch of task 1 ends
      And task 1 gets the row "d"
      And task 1 gets the row "e"
      And the epoch of task 1 ends
      Then task 1 writes "a" in epoch 5
      And task 1 writes "b" in epoch 5
      And task 1 writes "c" in epoch 5
      And task 1 writes "d" in epoch 6
      And task 1 writes "e" in epoch 6

    @RDD-12
    Scenario: rows that look the same are still as many rows
      Given a write RDD over 1 partition whose first epoch is 2
      And task 0 is started
      When task 0 gets the row "again"
      And task 0 gets the row "again"
      And the epoch of task 0 ends
      And task 0 gets the row "again"
      And the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 writes "again" in epoch 2 |
        | task 0 writes "again" in epoch 2 |
        | task 0 writes "again" in epoch 3 |

    @RDD-12
    Scenario: an interrupt is no reason to write a row again
      Given a write RDD over 2 partitions whose first epoch is 5
      And task 1 is started
      When task 1 gets the row "a"
      And the thread of task 1 is interrupted
      Then task 1 writes "a" in epoch 5

    @RDD-12
    Scenario Outline: a row is written as it came, also <what>
      Given a write RDD over 2 partitions
      And task 1 is started
      When task 1 gets the row <row>
      And the epoch of task 1 ends
      Then task 1 writes <row> in epoch 0

      Examples:
        | what                     | row            |
        | one that is empty        | ""             |
        | one of white space       | "  "           |
        | one that looks like 0    | "0"            |
        | one that looks like null | "null"         |
        | one with a line break    | "one\\ntwo"    |
        | one with quotes          | "say \\"so\\"" |
        | one beyond ASCII         | "żółw 🐢"       |

    @RDD-12
    Scenario: the rows of several tasks do not mix
      Given a write RDD over 3 partitions whose first epoch is 9
      And task 0 is started
      And task 1 is started
      And task 2 is started
      And the epoch of task 1 ends
      When at the same time:
        | task 0 gets the row "for 0" |
        | task 1 gets the row "for 1" |
        | task 2 gets the row "for 2" |
      And at the same time:
        | the epoch of task 2 ends |
        | the epoch of task 1 ends |
        | the epoch of task 0 ends |
      Then task 0 writes "for 0" in epoch 9
      And task 1 writes "for 1" in epoch 10
      And task 2 writes "for 2" in epoch 9

    @RDD-12
    Scenario: an epoch of a thousand rows is written like a short one
      Given a write RDD over 1 partition whose first epoch is 2
      And task 0 is started
      When task 0 gets 1000 rows, "row 1" and so on
      Then task 0 writes "row 1" in epoch 2
      And task 0 writes "row 257" in epoch 2
      And task 0 writes "row 1000" in epoch 2

    @RDD-12
    Scenario: a long row is written whole
      Given a write RDD over 2 partitions
      And task 1 is started
      When task 1 gets a row of 70000 characters
      Then task 1 writes a row of 70000 characters

  Rule: Rows are written in the order of the parent

    @RDD-13
    Scenario: the order within an epoch is kept
      Given a write RDD over 2 partitions
      And task 0 is started
      When task 0 gets the row "m"
      And task 0 gets the row "z"
      And task 0 gets the row "a"
      And task 0 gets the row "k"
      And the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 writes "m" |
        | task 0 writes "z" |
        | task 0 writes "a" |
        | task 0 writes "k" |
