@operator
Feature: The operator finds the coordinator by its id
  After a restart the coordinator of the previous run may still be alive, and only the id tells the two apart.
  A query without a coordinator would write and never commit, so it must fail before its first task starts.

  Rule: The coordinator id is that of the local property

    @OP-8
    Scenario Outline: the operator looks up the coordinator under the id <id>
      Given an operator over 2 partitions whose coordinator has the id "<id>"
      When the operator is executed
      Then the operator looks up the coordinator "<id>"

      Examples:
        | id                                                                         |
        | run--1                                                                     |
        | 7                                                                          |
        | 0d5c7f6e-31f0-4b58-b1c1-0e9a7c2b6f10--9b1f5c52-7a1e-4cf5-8f57-2d6e9c1f3a04 |

    @REF-1
    Scenario Outline: the operator's ask reaches the coordinator with the id <id>
      Given an operator over 2 partitions whose coordinator has the id "<id>"
      When the operator is executed
      Then the operator asks SetWriterPartitions

      Examples:
        | id                                                                         |
        | a                                                                          |
        | 9b1f5c52-7a1e-4cf5-8f57-2d6e9c1f3a04--0d5c7f6e-31f0-4b58-b1c1-0e9a7c2b6f10 |

  Rule: A query without a coordinator does not begin

    @OP-21
    Scenario: an execution throws RpcEndpointNotFoundException as the cause if no coordinator is registered under the id
      Given an operator over 2 partitions with no coordinator
      When the operator is executed
      Then the operator throws a SparkException because of an RpcEndpointNotFoundException

    @OP-22
    Scenario: an execution asks nothing and submits no job if no coordinator is registered under the id
      Given an operator over 3 partitions with no coordinator
      When the operator is executed
      Then the operator asks nothing
      And no job is submitted

    @OP-23
    Scenario: an execution without a coordinator id fails like one without a coordinator
      Given an operator over 1 partition with no coordinator id
      When the operator is executed
      Then the operator throws a SparkException because of an RpcEndpointNotFoundException
      And the operator asks nothing
      And no job is submitted
