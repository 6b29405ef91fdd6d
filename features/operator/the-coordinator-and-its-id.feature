@operator
Feature: The coordinator is found by its id
  After a restart the coordinator of the run before may still be alive; the id tells whose query this is.
  A query that found none would write and never commit, so it has to say so before the first task starts.

  Rule: The id is that of the local property

    @OP-8
    Scenario Outline: the coordinator is looked up under the id <id>
      Given an operator over 2 partitions whose coordinator has the id "<id>"
      When the operator is executed
      Then the operator looks up the coordinator "<id>"

      Examples:
        | id                                                                         |
        | run--1                                                                     |
        | 7                                                                          |
        | 0d5c7f6e-31f0-4b58-b1c1-0e9a7c2b6f10--9b1f5c52-7a1e-4cf5-8f57-2d6e9c1f3a04 |

    @REF-1
    Scenario Outline: what is asked of it arrives at the endpoint with the id <id>
      Given an operator over 2 partitions whose coordinator has the id "<id>"
      When the operator is executed
      Then the operator asks SetWriterPartitions

      Examples:
        | id                                                                         |
        | a                                                                          |
        | 9b1f5c52-7a1e-4cf5-8f57-2d6e9c1f3a04--0d5c7f6e-31f0-4b58-b1c1-0e9a7c2b6f10 |

  Rule: A query without a coordinator does not begin

    @OP-21
    Scenario: when nobody is registered under the id, the execution fails for want of an endpoint
      Given an operator over 2 partitions with no coordinator
      When the operator is executed
      Then the operator throws a SparkException because of an RpcEndpointNotFoundException

    @OP-22
    Scenario: when nobody is registered under the id, nothing is asked and nothing started
      Given an operator over 3 partitions with no coordinator
      When the operator is executed
      Then the operator asks nothing
      And no job is submitted

    @OP-23
    Scenario: without an id the execution fails as it does without a coordinator
      Given an operator over 1 partition with no coordinator id
      When the operator is executed
      Then the operator throws a SparkException because of an RpcEndpointNotFoundException
      And the operator asks nothing
      And no job is submitted
