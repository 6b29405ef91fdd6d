@operator
Feature: An interrupt stops a continuous query
  Tasks may run forever, so the query ends them by interrupting the thread that waits for them.
  While the job runs, an interrupt is a normal end. Before the job runs, an interrupt keeps it from starting.

  Rule: An interrupt of a running job ends the execution without an error

    @OP-28
    Scenario Outline: an interrupted execution over <partitions> returns an RDD without partitions
      Given an operator over <partitions>
      And the operator is executed
      When the query's thread is interrupted
      Then the operator returns an RDD of 0 partitions
      And the operator throws nothing

      Examples:
        | partitions   |
        | 1 partition  |
        | 3 partitions |

    @OP-28
    Scenario: an interrupted execution does not return again when its tasks finish later
      Given an operator over 2 partitions
      And the operator is executed
      When the query's thread is interrupted
      And task 1 decides to finish
      And task 0 decides to finish
      Then the operator returns an RDD of 0 partitions

    @OP-28
    Scenario: an interrupted execution returns without an error although a task fails later
      Given an operator over 3 partitions
      And the operator is executed
      And task 1 decides to finish
      When the query's thread is interrupted
      And task 0 decides to finish
      And task 2 is made to fail with IOException "broken pipe"
      Then the operator returns an RDD of 0 partitions
      And the operator throws nothing

  Rule: An interrupt before the reply keeps the job from starting

    @OP-29
    Scenario Outline: an execution over <partitions> that is interrupted before the reply throws and submits no job
      Given an operator over <partitions> whose coordinator holds its reply
      And the operator is executed
      When the query's thread is interrupted
      Then the operator throws an InterruptedException
      And no job is submitted

      Examples:
        | partitions   |
        | 1 partition  |
        | 2 partitions |
