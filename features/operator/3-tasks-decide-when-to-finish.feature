@operator
Feature: The tasks decide when the execution ends
  The job of a continuous write is an ordinary job whose tasks run as long as they like.
  A job whose tasks do not end does not return. This is no error: a continuous query runs that way.

  Rule: The job has one task per partition

    @OP-13
    Scenario: one task writes a single partition
      Given an operator over 1 partition
      When the operator is executed
      Then task 0 starts
      And no task starts beyond the first 1

    @OP-13
    Scenario: five tasks write five partitions
      Given an operator over 5 partitions
      When the operator is executed
      Then task 0 starts
      And task 1 starts
      And task 2 starts
      And task 3 starts
      And task 4 starts
      And no task starts beyond the first 5

    @OP-13
    Scenario: the operator does not start a finished task again
      Given an operator over 2 partitions
      When the operator is executed
      And task 1 decides to finish
      Then task 1 starts
      And task 0 starts
      And no task starts beyond the first 2

  Rule: The execution lasts until its last task has finished

    @OP-14
    Scenario Outline: an execution over <partitions> does not return while none of its tasks has finished
      Given an operator over <partitions>
      When the operator is executed
      Then the operator has not returned

      Examples:
        | partitions   |
        | 1 partition  |
        | 3 partitions |

    @OP-14
    Scenario Outline: an execution does not return while task <last> runs
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
    Scenario Outline: an execution returns when task <last> finishes last
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
    Scenario: an execution with one task returns when the task finishes
      Given an operator over 1 partition
      And the operator is executed
      When task 0 decides to finish
      Then the operator returns an RDD

    @OP-15
    Scenario: an execution whose tasks all finish at the same time returns once
      Given an operator over 3 partitions
      And the operator is executed
      When at the same time:
        | task 1 decides to finish |
        | task 0 decides to finish |
        | task 2 decides to finish |
      Then the operator returns an RDD
