@operator
Feature: An interrupt is how a continuous query is stopped
  Tasks that may run forever need an end from without: the query interrupts the thread that waits for them.
  That is an end and no failure, once the job runs; before it runs, it must not start any more.

  Rule: Interrupting a running job ends the execution well

    @OP-28
    Scenario Outline: an execution that is interrupted while <partitions> tasks run returns an RDD without partitions
      Given an operator over <partitions> partitions
      And the operator is executed
      When the query's thread is interrupted
      Then the operator returns an RDD of 0 partitions
      And the operator throws nothing

      Examples:
        | partitions |
        | 1          |
        | 3          |

    @OP-28
    Scenario: that its tasks have all ended well, later, does not make it return again
      Given an operator over 2 partitions
      And the operator is executed
      When the query's thread is interrupted
      And task 1 decides to finish
      And task 0 decides to finish
      Then the operator returns an RDD of 0 partitions

    @OP-28
    Scenario: neither tasks that have ended before nor tasks that end after the interrupt change that
      Given an operator over 3 partitions
      And the operator is executed
      And task 1 decides to finish
      When the query's thread is interrupted
      And task 0 decides to finish
      And task 2 is made to fail with IOException "broken pipe"
      Then the operator returns an RDD of 0 partitions
      And the operator throws nothing

  Rule: Interrupting the question keeps the job from starting

    @OP-29
    Scenario Outline: an execution over <partitions> partitions that is interrupted before the answer throws, and starts nothing
      Given an operator over <partitions> partitions whose coordinator holds its answer back
      And the operator is executed
      When the query's thread is interrupted
      Then the operator throws an InterruptedException
      And no job is submitted

      Examples:
        | partitions |
        | 1          |
        | 2          |
