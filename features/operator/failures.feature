@operator
Feature: The error of an execution says which part of the write has failed
  A query fails with the error of its write, and its user first needs to know which part of the write has failed.
  Errors of the sink and of the source are thrown unchanged; errors of the coordinator and of the job are wrapped.

  Rule: An execution fails before it begins if the sink makes no writer factory

    @OP-17
    Scenario Outline: an execution whose sink throws <error> throws the same error
      Given an operator over <partitions>
      And making the writer factory will throw <error>
      When the operator is executed
      Then the operator throws <error>

      Examples:
        | partitions   | error                                 |
        | 1 partition  | IllegalStateException "no such topic" |
        | 3 partitions | IOException "connection refused"      |
        | 2 partitions | UnsupportedOperationException         |

    @OP-18
    Scenario: an operator without a writer factory does not execute its child and submits no job
      Given an operator over 2 partitions
      And making the writer factory will throw IllegalStateException "no such topic"
      When the operator is executed
      Then the operator executes no child
      And the operator logs nothing
      And the operator looks up no coordinator
      And the operator asks nothing
      And no job is submitted

    @OP-40
    Scenario: an operator without a writer factory executes its child, but asks nothing and submits no job
      Given an operator over 2 partitions
      And making the writer factory will throw IllegalStateException "no such topic"
      When the operator is executed
      Then the operator executes its child
      And the operator logs nothing
      And the operator looks up no coordinator
      And the operator asks nothing
      And no job is submitted

  Rule: An execution whose child fails ends before it asks the coordinator

    @OP-19
    Scenario Outline: an execution whose child throws <error> throws the same error
      Given an operator over <partitions>
      And executing the child will throw <error>
      When the operator is executed
      Then the operator throws <error>

      Examples:
        | partitions   | error                                    |
        | 2 partitions | IllegalArgumentException "no such table" |
        | 1 partition  | IOException "connection reset"           |
        | 4 partitions | RuntimeException                         |

    @OP-20
    Scenario: an operator whose child fails asks nothing and submits no job
      Given an operator over 2 partitions
      And executing the child will throw IllegalArgumentException "no such table"
      When the operator is executed
      Then the operator logs nothing
      And the operator looks up no coordinator
      And the operator asks nothing
      And no job is submitted

    @OP-41
    Scenario: an operator whose child fails first makes no writer factory
      Given an operator over 2 partitions
      And executing the child will throw IllegalArgumentException "no such table"
      When the operator is executed
      Then the operator makes no writer factory

  Rule: The operator submits no job if the reply is an error

    @OP-24
    Scenario Outline: an execution whose ask fails with <error> throws this cause, and names no aborted job
      Given an operator over <partitions> whose coordinator holds its reply
      And the operator is executed
      When the ask fails with <error>
      Then the operator throws a SparkException because of <error>
      And the operator throws nothing that says the job was aborted

      Examples:
        | partitions   | error                             |
        | 2 partitions | IllegalStateException "too late"  |
        | 1 partition  | UnsupportedOperationException "?" |

    @OP-25
    Scenario Outline: an operator over <partitions> submits no job if the reply is an error
      Given an operator over <partitions> whose coordinator holds its reply
      When the operator is executed
      And the ask fails with IllegalStateException "too late"
      Then no job is submitted

      Examples:
        | partitions   |
        | 1 partition  |
        | 3 partitions |

  Rule: One failed task aborts the write

    @OP-26
    Scenario Outline: a write over <partitions> is aborted when task <task> fails
      Given an operator over <partitions>
      And the operator is executed
      When task <task> is made to fail with <error>
      Then the operator throws SparkException "Writing job aborted."

      Examples:
        | task | partitions   | error                           |
        | 0    | 1 partition  | IllegalStateException "no room" |
        | 2    | 3 partitions | IOException "broken pipe"       |
        | 0    | 4 partitions | RuntimeException                |

    @OP-26
    Scenario: a write is aborted when one task fails after the others have finished
      Given an operator over 3 partitions
      And the operator is executed
      And task 0 decides to finish
      And task 2 decides to finish
      When task 1 is made to fail with IOException "broken pipe"
      Then the operator throws SparkException "Writing job aborted."

    @OP-27
    Scenario Outline: an aborted write has the failed job as its cause, and the job names <error>
      Given an operator over <partitions>
      And the operator is executed
      When task <task> is made to fail with <error>
      Then the operator throws a SparkException because of a SparkException that names <error>

      Examples:
        | task | partitions   | error                           |
        | 0    | 1 partition  | IllegalStateException "no room" |
        | 1    | 2 partitions | IOException "broken pipe"       |
        | 2    | 4 partitions | RuntimeException                |

    @OP-43
    Scenario Outline: the message of a write over <partitions> ends without a full stop when task <task> fails
      Given an operator over <partitions>
      And the operator is executed
      When task <task> is made to fail with <error>
      Then the operator throws SparkException "Writing job aborted"

      Examples:
        | task | partitions   | error                           |
        | 0    | 1 partition  | IllegalStateException "no room" |
        | 2    | 3 partitions | IOException "broken pipe"       |

  Rule: An execution whose job fails may throw the error of the job unchanged

    @OP-44
    Scenario Outline: an execution whose task fails throws the error of the job, which names <error>
      Given an operator over <partitions>
      And the operator is executed
      When task <task> is made to fail with <error>
      Then the operator throws a SparkException that names <error>
      And the operator throws a SparkException because of <error>
      And the operator throws nothing that says the job was aborted

      Examples:
        | task | partitions   | error                           |
        | 0    | 1 partition  | IllegalStateException "no room" |
        | 1    | 2 partitions | IOException "broken pipe"       |
        | 2    | 4 partitions | RuntimeException                |
