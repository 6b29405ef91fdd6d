@operator
Feature: SetWriterPartitions is asked and answered before the job starts
  The coordinator commits an epoch when as many writers have committed it as it was told that there are.
  So the operator tells it and waits for the answer: a task that was faster would be held against a number of zero.

  Rule: The operator tells the coordinator how many writers there are, once

    @OP-9
    Scenario: an execution asks SetWriterPartitions once from its beginning to its end
      Given an operator over 2 partitions
      When the operator is executed
      And all 2 tasks decide to finish
      Then the operator asks SetWriterPartitions

    @OP-9
    Scenario: an operator that has to wait for the answer does not ask again
      Given an operator over 3 partitions whose coordinator holds its answer back
      When the operator is executed
      Then the operator asks SetWriterPartitions
      When the ask is answered
      Then the operator asks nothing

    @OP-10
    Scenario Outline: the number of writers is the number of partitions: <partitions>
      Given an operator over <partitions> partitions
      When the operator is executed
      Then the operator asks SetWriterPartitions for <partitions> partitions

      Examples:
        | partitions |
        | 1          |
        | 2          |
        | 3          |
        | 7          |
        | 40         |

    @OP-31
    Scenario Outline: the operator asks nothing else, also when <ending>
      Given an operator over 2 partitions
      When the operator is executed
      And task 1 decides to finish
      And <ending>
      Then the operator asks nothing but SetWriterPartitions

      Examples:
        | ending                                            |
        | task 0 decides to finish                          |
        | task 0 is made to fail with IOException "no room" |
        | the query's thread is interrupted                 |

  Rule: Nothing is started before the answer

    @OP-11
    Scenario Outline: as long as the coordinator holds its answer back, no job over <partitions> partitions starts
      Given an operator over <partitions> partitions whose coordinator holds its answer back
      When the operator is executed
      Then no job is submitted

      Examples:
        | partitions |
        | 1          |
        | 4          |

    @OP-11
    Scenario Outline: also when the answer comes at once, the question comes first, and then <start>
      Given an operator over 3 partitions
      When the operator is executed
      Then this happens, in this order:
        | the operator asks SetWriterPartitions |
        | <start>                               |

      Examples:
        | start                      |
        | the operator submits a job |
        | task 0 starts              |
        | task 2 starts              |

  Rule: The answer is what starts the job

    @OP-12
    Scenario Outline: when the answer comes, one job over all <partitions> partitions is submitted
      Given an operator over <partitions> partitions whose coordinator holds its answer back
      And the operator is executed
      When the ask is answered
      Then the operator submits a job of <partitions> tasks

      Examples:
        | partitions |
        | 1          |
        | 3          |
        | 8          |

    @OP-12
    Scenario: one job is all that an execution submits from its beginning to its end
      Given an operator over 4 partitions
      When the operator is executed
      And all 4 tasks decide to finish
      Then the operator submits a job
