@query
Feature: Each run has a coordinator of its own
  Operator, readers and tasks find the coordinator by its id alone, wherever they are. An id that two runs shared would let
  the late messages of the one count in the other.

  Rule: A run registers one coordinator, and nothing else does

    @EC-21
    Scenario: the first run
      Given a query over 2 partitions
      When the query is executed
      Then the coordinator logs its registration

    @EC-21
    Scenario: neither rows nor epochs make another one
      Given a query over 2 partitions
      And the query is executed
      When task 0 gets the row "a"
      And the query's epoch is advanced
      And task 1 gets the row "b"
      And the query's epoch is advanced
      Then no coordinator is registered

    @EC-21
    Scenario: nor does the end of the query
      Given a query over 1 partition
      And the query is executed
      When the query is stopped
      Then no coordinator is registered

    @EC-21
    Scenario: a restart makes a new one
      Given a query over 2 partitions
      And the query is executed
      And the query is stopped
      When the query is executed again
      Then the coordinator logs its registration

    @EC-21
    Scenario: so does a run that follows another in the same query
      Given a query over 1 partition
      And the query is executed
      When the query's thread is interrupted
      Then the coordinator logs its registration

  Rule: It is found under the id that it is registered with

    @EC-20
    Scenario: what the operator and its scan ask is answered
      Given a query over 3 partitions
      When the query is executed
      Then the coordinator acknowledges SetReaderPartitions
      And the coordinator acknowledges SetWriterPartitions

    @EC-20
    Scenario: what readers and tasks send arrives
      Given a query over 2 partitions
      And the query is executed
      When the query's epoch is advanced
      Then the query adds the offsets of epoch 0
      And the sink commits epoch 0

    @EC-20
    Scenario: after a restart, too
      Given a query over 1 partition
      And the query is executed
      And the query is stopped
      When the query is executed again
      And the query's epoch is advanced
      Then the coordinator acknowledges SetWriterPartitions
      And the sink commits epoch 0

  Rule: The id is the run's, and no other coordinator has it

    @CE-5
    Scenario: the scan and the operator look for the same one
      Given a query over 2 partitions
      When the query is executed
      Then this happens, in this order:
        | the operator looks up the coordinator "<run 0>--<uuid 0>" |
        | the operator looks up the coordinator "<run 0>--<uuid 0>" |

    @CE-5
    Scenario: a restart is another run, with another coordinator
      Given a query over 2 partitions
      And the query is executed
      And the query is stopped
      When the query is executed again
      Then this happens, in this order:
        | the operator looks up the coordinator "<run 1>--<uuid 1>" |
        | the operator looks up the coordinator "<run 1>--<uuid 1>" |

    @CE-5
    Scenario: a query that runs anew without a restart keeps its run id, and has another coordinator
      Given a query over 1 partition
      And the query is executed
      When the query's thread is interrupted
      Then this happens, in this order:
        | the operator looks up the coordinator "<run 0>--<uuid 1>" |
        | the operator looks up the coordinator "<run 0>--<uuid 1>" |

  Rule: It is there before the plan is executed

    @CE-9
    Scenario Outline: a run over <partitions> partitions goes from its coordinator to its job
      Given a query over <partitions> partitions
      When the query is executed
      Then this happens, in this order:
        | the coordinator logs its registration                             |
        | the operator makes the writer factory                             |
        | the operator asks SetWriterPartitions for <partitions> partitions |
        | the operator submits a job of <partitions> tasks                  |

      Examples:
        | partitions |
        | 1          |
        | 3          |

    @CE-9
    Scenario: so does a restart
      Given a query over 2 partitions
      And the query is executed
      And the query's epoch is advanced
      And the query is stopped
      When the query is executed again
      Then this happens, in this order:
        | the coordinator logs its registration |
        | the operator makes the writer factory |
        | the operator submits a job of 2 tasks |
        | task 1 starts                         |

  Rule: It begins with the epoch of the run

    @CE-7
    Scenario Outline: a query whose first epoch is <first>
      Given a query over 2 partitions whose first epoch is <first>
      And the query is executed
      When the query's epoch is advanced
      Then the coordinator answers <next>
      And the sink commits epoch <first>
      And the query commits epoch <first>

      Examples:
        | first      | next       |
        | 0          | 1          |
        | 5          | 6          |
        | 2147483648 | 2147483649 |

    @CE-7
    Scenario: a restart after two epochs
      Given a query over 1 partition
      And the query is executed
      And the query's epoch is advanced 2 times
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then the coordinator answers 3
      And the sink commits epoch 2
