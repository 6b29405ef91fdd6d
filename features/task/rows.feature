@task
Feature: A task writes each row once
  A task must neither lose a row between its parent and the sink nor write it twice.
  A row belongs to the epoch in which the parent gives it, and to the writer of that epoch.

  Rule: The writer of an epoch writes each row of the epoch once

    @RDD-12
    Scenario: a task writes the rows of two epochs, each row in its own epoch
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
    Scenario: a task writes equal rows as often as it gets them
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
    Scenario: a task does not write a row again after an interrupt
      Given a write RDD over 2 partitions whose first epoch is 5
      And task 1 is started
      When task 1 gets the row "a"
      And the thread of task 1 is interrupted
      Then task 1 writes "a" in epoch 5

    @RDD-12
    Scenario Outline: a task writes <what> unchanged
      Given a write RDD over 2 partitions
      And task 1 is started
      When task 1 gets the row <row>
      And the epoch of task 1 ends
      Then task 1 writes <row> in epoch 0

      Examples:
        | what                       | row            |
        | an empty row               | ""             |
        | a row of white space       | "  "           |
        | a row that looks like 0    | "0"            |
        | a row that looks like null | "null"         |
        | a row with a line break    | "one\\ntwo"    |
        | a row with quotes          | "say \\"so\\"" |
        | a row beyond ASCII         | "żółw 🐢"       |

    @RDD-12
    Scenario: three tasks do not mix their rows
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
    Scenario: a task writes an epoch of a thousand rows
      Given a write RDD over 1 partition whose first epoch is 2
      And task 0 is started
      When task 0 gets 1000 rows, "row 1" and so on
      Then task 0 writes "row 1" in epoch 2
      And task 0 writes "row 257" in epoch 2
      And task 0 writes "row 1000" in epoch 2

    @RDD-12
    Scenario: a task writes a row of 70000 characters completely
      Given a write RDD over 2 partitions
      And task 1 is started
      When task 1 gets a row of 70000 characters
      Then task 1 writes a row of 70000 characters

  Rule: A task writes rows in the order of its parent

    @RDD-13
    Scenario: a task writes the rows of an epoch in the order in which it gets them
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
