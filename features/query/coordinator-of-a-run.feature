@query
Feature: Each run of a query has its own coordinator
  The operator, the readers and the tasks find the coordinator by its id alone.
  If two runs shared an id, late messages of one run would count in the other.

  Rule: A run registers exactly one coordinator

    @EC-21
    Scenario: the first run of a query registers a coordinator
      Given a query over 2 partitions
      When the query is executed
      Then the coordinator logs its registration

    @EC-21
    Scenario: rows and epochs register no further coordinator
      Given a query over 2 partitions
      And the query is executed
      When task 0 gets the row "a"
      And the query's epoch is advanced
      And task 1 gets the row "b"
      And the query's epoch is advanced
      Then no coordinator is registered

    @EC-21
    Scenario: stopping the query registers no further coordinator
      Given a query over 1 partition
      And the query is executed
      When the query is stopped
      Then no coordinator is registered

    @EC-21
    Scenario: a restarted query registers a new coordinator
      Given a query over 2 partitions
      And the query is executed
      And the query is stopped
      When the query is executed again
      Then the coordinator logs its registration

    @EC-21
    Scenario: a query whose thread is interrupted registers a new coordinator for its next run
      Given a query over 1 partition
      And the query is executed
      When the query's thread is interrupted
      Then the coordinator logs its registration

  Rule: The participants of a run find its coordinator by the registered id

    @EC-20
    Scenario: the coordinator acknowledges the asks of the scan and the operator
      Given a query over 3 partitions
      When the query is executed
      Then the coordinator acknowledges SetReaderPartitions
      And the coordinator acknowledges SetWriterPartitions

    @EC-20
    Scenario: the coordinator receives the messages of the readers and the tasks
      Given a query over 2 partitions
      And the query is executed
      When the query's epoch is advanced
      Then the query adds the offsets of epoch 0
      And the sink commits epoch 0

    @EC-20
    Scenario: the coordinator of a restarted query receives asks and messages
      Given a query over 1 partition
      And the query is executed
      And the query is stopped
      When the query is executed again
      And the query's epoch is advanced
      Then the coordinator acknowledges SetWriterPartitions
      And the sink commits epoch 0

  Rule: Each run has its own coordinator id

    @CE-5
    Scenario: the scan and the operator look up the same coordinator id
      Given a query over 2 partitions
      When the query is executed
      Then this happens, in this order:
        | the operator looks up the coordinator "<run 0>--<uuid 0>" |
        | the operator looks up the coordinator "<run 0>--<uuid 0>" |

    @CE-5
    Scenario: a restarted query has a new run id and a new coordinator id
      Given a query over 2 partitions
      And the query is executed
      And the query is stopped
      When the query is executed again
      Then this happens, in this order:
        | the operator looks up the coordinator "<run 1>--<uuid 1>" |
        | the operator looks up the coordinator "<run 1>--<uuid 1>" |

    @CE-5
    Scenario: a query that runs again without a restart keeps its run id and gets a new coordinator id
      Given a query over 1 partition
      And the query is executed
      When the query's thread is interrupted
      Then this happens, in this order:
        | the operator looks up the coordinator "<run 0>--<uuid 1>" |
        | the operator looks up the coordinator "<run 0>--<uuid 1>" |

  Rule: The query registers the coordinator before it executes the plan

    @CE-9
    Scenario Outline: a run over <partitions> registers its coordinator before it submits its job
      Given a query over <partitions>
      When the query is executed
      Then this happens, in this order:
        | the coordinator logs its registration                  |
        | the operator makes the writer factory                  |
        | the operator asks SetWriterPartitions for <partitions> |
        | the operator submits a job of <tasks>                  |

      Examples:
        | partitions   | tasks   |
        | 1 partition  | 1 task  |
        | 3 partitions | 3 tasks |

    @CE-9
    Scenario: a restarted query registers its coordinator before it submits its job
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

  Rule: The coordinator begins with the first epoch of the run

    @CE-7
    Scenario Outline: a query whose first epoch is <first> commits epoch <first> and advances to epoch <next>
      Given a query over 2 partitions whose first epoch is <first>
      And the query is executed
      When the query's epoch is advanced
      Then the coordinator replies with <next>
      And the sink commits epoch <first>
      And the query commits epoch <first>

      Examples:
        | first      | next       |
        | 0          | 1          |
        | 5          | 6          |
        | 2147483648 | 2147483649 |

    @CE-7
    Scenario: a query restarted after two committed epochs commits the third epoch
      Given a query over 1 partition
      And the query is executed
      And the query's epoch is advanced 2 times
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced
      Then the coordinator replies with 3
      And the sink commits epoch 2
