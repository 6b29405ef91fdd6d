@operator
Feature: The operator has no output
  The rows of a continuous write end in the sink, and the operator returns no rows.
  If it returned columns or rows, a plan above a write that never ends would wait forever.

  Rule: The operator has no output columns

    @OP-5
    Scenario Outline: an operator over <partitions> has no output columns
      Given an operator over <partitions>
      When the operator is asked to describe itself
      Then the operator describes itself with no output columns

      Examples:
        | partitions   |
        | 0 partitions |
        | 1 partition  |
        | 6 partitions |

    @OP-5
    Scenario: an operator has no output columns during its execution and after it
      Given an operator over 2 partitions
      And the operator is executed
      When the operator is asked to describe itself
      Then the operator describes itself with no output columns
      When all 2 tasks decide to finish
      And the operator is asked to describe itself
      Then the operator describes itself with no output columns

  Rule: An execution returns no rows

    @OP-16
    Scenario Outline: a write over <partitions> returns an RDD without partitions
      Given an operator over <partitions>
      When the operator is executed
      And <ending>
      Then the operator returns an RDD of 0 partitions

      Examples:
        | partitions   | ending                       |
        | 1 partition  | task 0 decides to finish     |
        | 2 partitions | all 2 tasks decide to finish |
        | 5 partitions | all 5 tasks decide to finish |
