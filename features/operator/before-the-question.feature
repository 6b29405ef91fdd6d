@operator
Feature: Sink and source are made ready before the coordinator is asked
  An execution first asks the sink for a writer factory, then has its child executed: that is what it will write, and with what.
  Each is done once. Done twice, a sink would open two transactions, and a source would plan its partitions twice.

  Rule: There is one stream of rows to write

    @OP-1
    Scenario Outline: an operator over <partitions> partitions has one child
      Given an operator over <partitions> partitions
      When the operator is asked what it is
      Then the operator describes itself with 1 child

      Examples:
        | partitions |
        | 1          |
        | 3          |

  Rule: The sink comes before the source

    @OP-2
    Scenario Outline: over <partitions> partitions, the writer factory is made before the child is executed
      Given an operator over <partitions> partitions
      When the operator is executed
      Then this happens, in this order:
        | the operator makes the writer factory |
        | the operator executes its child       |

      Examples:
        | partitions |
        | 1          |
        | 4          |

  Rule: Each is asked for once in an execution

    @OP-3
    Scenario: the sink makes one writer factory for all partitions, from the beginning to the end of an execution
      Given an operator over 3 partitions
      When the operator is executed
      And all 3 tasks decide to finish
      Then the operator makes the writer factory

    @OP-4
    Scenario: the child is executed once, from the beginning to the end of an execution
      Given an operator over 3 partitions
      When the operator is executed
      And all 3 tasks decide to finish
      Then the operator executes its child

  Rule: A sink that comes behind the source is told how wide the write will be

    @OP-42
    Scenario Outline: over <partitions> partitions, the writer factory is made for as many
      Given an operator over <partitions> partitions
      When the operator is executed
      Then the operator makes the writer factory for <partitions> partitions

      Examples:
        | partitions |
        | 1          |
        | 3          |
        | 12         |
