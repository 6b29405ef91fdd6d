@operator
Feature: The tasks decide when to finish
  The job of a continuous write is an ordinary one, only that its tasks may run for as long as they like.
  A job whose tasks never end has not returned, and that is no error: it is how a continuous query runs.

  Rule: The job has one task for each partition

    @OP-13
    Scenario: a single partition is written by a single task
      Given an operator over 1 partition
      When the operator is executed
      Then task 0 starts
      And no task starts beyond the first 1

    @OP-13
    Scenario: each of five partitions is written by one task
      Given an operator over 5 partitions
      When the operator is executed
      Then task 0 starts
      And task 1 starts
      And task 2 starts
      And task 3 starts
      And task 4 starts
      And no task starts beyond the first 5

    @OP-13
    Scenario: a task that has finished is not started again
      Given an operator over 2 partitions
      When the operator is executed
      And task 1 decides to finish
      Then task 1 starts
      And task 0 starts
      And no task starts beyond the first 2

  Rule: The execution lasts as long as the last of its tasks

    @OP-14
    Scenario Outline: as long as none of its <partitions> tasks decides to finish, the execution does not return
      Given an operator over <partitions> partitions
      When the operator is executed
      Then the operator has not returned

      Examples:
        | partitions |
        | 1          |
        | 3          |

    @OP-14
    Scenario Outline: while task <last> still runs, the execution does not return
      Given an operator over 3 partitions
      When the operator is executed
      And task <first> decides to finish
      And task <second> decides to finish
      Then the operator has not returned

      Examples:
        | first | second | last |
        | 0     | 1      | 2    |
        | 2     | 0      | 1    |
        | 2     | 1      | 0    |

    @OP-15
    Scenario Outline: with task <last>, the last one, the execution returns
      Given an operator over 3 partitions
      And the operator is executed
      And task <first> decides to finish
      And task <second> decides to finish
      When task <last> decides to finish
      Then the operator returns an RDD

      Examples:
        | first | second | last |
        | 0     | 1      | 2    |
        | 1     | 2      | 0    |
        | 2     | 0      | 1    |

    @OP-15
    Scenario: the execution of a single task returns when it finishes
      Given an operator over 1 partition
      And the operator is executed
      When task 0 decides to finish
      Then the operator returns an RDD

    @OP-15
    Scenario: when all tasks finish at the same time, the execution returns once
      Given an operator over 3 partitions
      And the operator is executed
      When at the same time:
        | task 1 decides to finish |
        | task 0 decides to finish |
        | task 2 decides to finish |
      Then the operator returns an RDD
