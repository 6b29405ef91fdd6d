@operator
Feature: What an execution throws says what has failed
  A query dies with the error of its write, and the first question is always which part of it failed.
  Sink and source speak for themselves; a coordinator that refuses and a job that fails are told apart by the wrapper.

  Rule: A sink that gives no writer factory ends the execution before it has begun

    @OP-17
    Scenario Outline: what the sink throws, <error>, is what the execution throws
      Given an operator over <partitions> partitions
      And making the writer factory will throw <error>
      When the operator is executed
      Then the operator throws <error>

      Examples:
        | partitions | error                                 |
        | 1          | IllegalStateException "no such topic" |
        | 3          | IOException "connection refused"      |
        | 2          | UnsupportedOperationException         |

    @OP-18
    Scenario: without a writer factory nothing else is touched
      Given an operator over 2 partitions
      And making the writer factory will throw IllegalStateException "no such topic"
      When the operator is executed
      Then the operator executes no child
      And the operator logs nothing
      And the operator looks up no coordinator
      And the operator asks nothing
      And no job is submitted

    @OP-40
    Scenario: without a writer factory nothing else is touched but the source
      Given an operator over 2 partitions
      And making the writer factory will throw IllegalStateException "no such topic"
      When the operator is executed
      Then the operator executes its child
      And the operator logs nothing
      And the operator looks up no coordinator
      And the operator asks nothing
      And no job is submitted

  Rule: A source that cannot be executed ends it before the coordinator is told

    @OP-19
    Scenario Outline: what the child throws, <error>, is what the execution throws
      Given an operator over <partitions> partitions
      And executing the child will throw <error>
      When the operator is executed
      Then the operator throws <error>

      Examples:
        | partitions | error                                    |
        | 2          | IllegalArgumentException "no such table" |
        | 1          | IOException "connection reset"           |
        | 4          | RuntimeException                         |

    @OP-20
    Scenario: without a child's RDD no coordinator is told of writers
      Given an operator over 2 partitions
      And executing the child will throw IllegalArgumentException "no such table"
      When the operator is executed
      Then the operator logs nothing
      And the operator looks up no coordinator
      And the operator asks nothing
      And no job is submitted

    @OP-41
    Scenario: a source that comes first ends it before the sink is asked
      Given an operator over 2 partitions
      And executing the child will throw IllegalArgumentException "no such table"
      When the operator is executed
      Then the operator makes no writer factory

  Rule: An error is an answer, but not one to start on

    @OP-24
    Scenario Outline: a coordinator that answers with <error> is the cause of what is thrown, and no job is blamed
      Given an operator over <partitions> partitions whose coordinator holds its answer back
      And the operator is executed
      When the ask is answered with <error>
      Then the operator throws a SparkException because of <error>
      And the operator throws nothing that says the job was aborted

      Examples:
        | partitions | error                             |
        | 2          | IllegalStateException "too late"  |
        | 1          | UnsupportedOperationException "?" |

    @OP-25
    Scenario Outline: after an error for an answer, no job over <partitions> partitions starts
      Given an operator over <partitions> partitions whose coordinator holds its answer back
      When the operator is executed
      And the ask is answered with IllegalStateException "too late"
      Then no job is submitted

      Examples:
        | partitions |
        | 1          |
        | 3          |

  Rule: One failed task aborts the write

    @OP-26
    Scenario Outline: when task <task> of <partitions> fails, the writing job is aborted
      Given an operator over <partitions> partitions
      And the operator is executed
      When task <task> is made to fail with <error>
      Then the operator throws SparkException "Writing job aborted."

      Examples:
        | task | partitions | error                           |
        | 0    | 1          | IllegalStateException "no room" |
        | 2    | 3          | IOException "broken pipe"       |
        | 0    | 4          | RuntimeException                |

    @OP-26
    Scenario: tasks that have finished well do not save the write from one that fails
      Given an operator over 3 partitions
      And the operator is executed
      And task 0 decides to finish
      And task 2 decides to finish
      When task 1 is made to fail with IOException "broken pipe"
      Then the operator throws SparkException "Writing job aborted."

    @OP-27
    Scenario Outline: the failed job is the cause, and it names <error>
      Given an operator over <partitions> partitions
      And the operator is executed
      When task <task> is made to fail with <error>
      Then the operator throws a SparkException because of a SparkException that names <error>

      Examples:
        | task | partitions | error                           |
        | 0    | 1          | IllegalStateException "no room" |
        | 1    | 2          | IOException "broken pipe"       |
        | 2    | 4          | RuntimeException                |

    @OP-43
    Scenario Outline: when task <task> of <partitions> fails, the message ends without a full stop
      Given an operator over <partitions> partitions
      And the operator is executed
      When task <task> is made to fail with <error>
      Then the operator throws SparkException "Writing job aborted"

      Examples:
        | task | partitions | error                           |
        | 0    | 1          | IllegalStateException "no room" |
        | 2    | 3          | IOException "broken pipe"       |

  Rule: A failed job may speak for itself

    @OP-44
    Scenario Outline: the failed job is what is thrown, and it names <error>
      Given an operator over <partitions> partitions
      And the operator is executed
      When task <task> is made to fail with <error>
      Then the operator throws a SparkException that names <error>
      And the operator throws a SparkException because of <error>
      And the operator throws nothing that says the job was aborted

      Examples:
        | task | partitions | error                           |
        | 0    | 1          | IllegalStateException "no room" |
        | 1    | 2          | IOException "broken pipe"       |
        | 2    | 4          | RuntimeException                |
