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

  Rule: Every execution does all of it, whatever has become of the one before

    Scenario Outline: after an execution that has ended well, another begins from the sink again: <part>
      Given an operator over 2 partitions
      And the operator is executed
      And all 2 tasks decide to finish
      When the operator is executed
      Then <part>

      @OP-3
      Examples:
        | part                                  |
        | the operator makes the writer factory |

      @OP-4
      Examples:
        | part                            |
        | the operator executes its child |

      @OP-9
      Examples:
        | part                                  |
        | the operator asks SetWriterPartitions |

      @OP-12
      Examples:
        | part                       |
        | the operator submits a job |

    Scenario Outline: after an execution in which <place> threw, another finds it as it should be
      Given an operator over 3 partitions
      And <place> will throw IOException "not now"
      And the operator is executed
      When the operator is executed
      Then <part>

      @OP-3
      Examples:
        | place                     | part                                  |
        | making the writer factory | the operator makes the writer factory |

      @OP-4
      Examples:
        | place               | part                            |
        | executing the child | the operator executes its child |

    @OP-9
    Scenario Outline: after an execution whose question ended when <end>, another asks its own
      Given an operator over 2 partitions whose coordinator holds its answer back
      And the operator is executed
      And <end>
      When the operator is executed
      Then the operator asks SetWriterPartitions

      Examples:
        | end                                                       |
        | the ask is answered with IllegalStateException "too late" |
        | the query's thread is interrupted                         |

    @OP-12
    Scenario: after an execution whose job was aborted, another submits its own
      Given an operator over 3 partitions
      And the operator is executed
      And task 1 is made to fail with IOException "broken pipe"
      When the operator is executed
      Then the operator submits a job

    @OP-12
    Scenario: after an execution that was interrupted and whose tasks have ended, another submits its own
      Given an operator over 2 partitions
      And the operator is executed
      And the query's thread is interrupted
      And task 0 is made to fail with IOException "broken pipe"
      And task 1 decides to finish
      When the operator is executed
      Then the operator submits a job
