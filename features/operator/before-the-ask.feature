@operator
Feature: The operator prepares the sink and the source before it asks the coordinator
  An execution asks the sink for a writer factory and executes its child, which provides the rows to write.
  Each happens once. Otherwise a sink would open two transactions, and a source would plan its partitions twice.

  Rule: The operator has one child

    @OP-1
    Scenario Outline: an operator over <partitions> has one child
      Given an operator over <partitions>
      When the operator is asked to describe itself
      Then the operator describes itself with 1 child

      Examples:
        | partitions   |
        | 1 partition  |
        | 3 partitions |

  Rule: The operator asks the sink before the source

    @OP-2
    Scenario Outline: an operator over <partitions> makes the writer factory before it executes its child
      Given an operator over <partitions>
      When the operator is executed
      Then this happens, in this order:
        | the operator makes the writer factory |
        | the operator executes its child       |

      Examples:
        | partitions   |
        | 1 partition  |
        | 4 partitions |

  Rule: An operator that tells its sink the number of partitions asks the source before the sink

    @OP-45
    Scenario Outline: an operator over <partitions> executes its child before it makes the writer factory
      Given an operator over <partitions>
      When the operator is executed
      Then this happens, in this order:
        | the operator executes its child       |
        | the operator makes the writer factory |
        | the operator looks up the coordinator |

      Examples:
        | partitions   |
        | 1 partition  |
        | 4 partitions |

  Rule: An execution makes one writer factory and executes its child once

    @OP-3
    Scenario: an execution makes one writer factory for all partitions
      Given an operator over 3 partitions
      When the operator is executed
      And all 3 tasks decide to finish
      Then the operator makes the writer factory

    @OP-4
    Scenario: an execution executes its child exactly once
      Given an operator over 3 partitions
      When the operator is executed
      And all 3 tasks decide to finish
      Then the operator executes its child

  Rule: A sink that the operator asks after the source is told the number of partitions

    @OP-42
    Scenario Outline: an operator over <partitions> makes the writer factory for as many partitions
      Given an operator over <partitions>
      When the operator is executed
      Then the operator makes the writer factory for <partitions>

      Examples:
        | partitions    |
        | 1 partition   |
        | 3 partitions  |
        | 12 partitions |
