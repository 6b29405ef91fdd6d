@operator
Feature: A write over no partitions ends as soon as it is announced
  A source may have no partitions yet.
  Its write must neither fail nor wait for tasks that do not exist.

  Rule: The operator announces zero writers and then waits for nothing else

    @OP-30
    Scenario: an operator over no partitions announces zero writers and waits for the reply
      Given an operator over 0 partitions whose coordinator holds its reply
      When the operator is executed
      Then the operator asks SetWriterPartitions for 0 partitions
      And the operator has not returned

    @OP-30
    Scenario: an operator over no partitions returns after the reply without starting a task
      Given an operator over 0 partitions whose coordinator holds its reply
      And the operator is executed
      When the held reply is sent
      Then the operator returns an RDD
      And no task starts

    @OP-30
    Scenario: an operator over no partitions returns at once if the coordinator replies at once
      Given an operator over 0 partitions
      When the operator is executed
      Then this happens, in this order:
        | the operator asks SetWriterPartitions for 0 partitions |
        | the operator returns an RDD                            |
      And no task starts
