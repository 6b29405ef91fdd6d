@operator
Feature: A write of no partitions is over as soon as it is announced
  A source may have nothing to read from: zero is a width, too.
  The write must neither fail for it, nor wait for tasks that it does not have.

  Rule: Zero writers are announced, and then there is nothing to wait for

    @OP-30
    Scenario: zero is announced, and the execution waits for the answer
      Given an operator over 0 partitions whose coordinator holds its answer back
      When the operator is executed
      Then the operator asks SetWriterPartitions for 0 partitions
      And the operator has not returned

    @OP-30
    Scenario: with the answer it returns, without any task
      Given an operator over 0 partitions whose coordinator holds its answer back
      And the operator is executed
      When the ask is answered
      Then the operator returns an RDD
      And no task starts

    @OP-30
    Scenario: when the answer comes at once, so does the end
      Given an operator over 0 partitions
      When the operator is executed
      Then this happens, in this order:
        | the operator asks SetWriterPartitions for 0 partitions |
        | the operator returns an RDD                            |
      And no task starts
