@operator
Feature: The operator's output is empty
  The rows of a continuous write end in the sink; nothing comes out of the operator that writes them.
  If columns came out, or rows, something could be built above a write that never ends, and would wait for it forever.

  Rule: The operator has no output columns

    @OP-5
    Scenario Outline: an operator over <partitions> partitions has no output columns
      Given an operator over <partitions> partitions
      When the operator is asked what it is
      Then the operator describes itself with no output columns

      Examples:
        | partitions |
        | 0          |
        | 1          |
        | 6          |

    @OP-5
    Scenario: an operator has no output columns while it writes, and none after
      Given an operator over 2 partitions
      And the operator is executed
      When the operator is asked what it is
      Then the operator describes itself with no output columns
      When all 2 tasks decide to finish
      And the operator is asked what it is
      Then the operator describes itself with no output columns

  Rule: No rows come out of an execution either

    @OP-16
    Scenario Outline: the RDD that a write over <partitions> partitions returns has no partitions
      Given an operator over <partitions> partitions
      When the operator is executed
      And all <partitions> tasks decide to finish
      Then the operator returns an RDD of 0 partitions

      Examples:
        | partitions |
        | 1          |
        | 2          |
        | 5          |
