@operator
Feature: The operator asks SetWriterPartitions and waits for the reply before it starts the job
  The coordinator commits an epoch when the announced number of writers has committed it.
  Until the announcement that number is zero, so a task that starts earlier would be compared with zero writers.

  Rule: The operator announces the number of writers once

    @OP-9
    Scenario: an execution asks SetWriterPartitions exactly once
      Given an operator over 2 partitions
      When the operator is executed
      And all 2 tasks decide to finish
      Then the operator asks SetWriterPartitions

    @OP-9
    Scenario: an operator that waits for the reply does not ask again
      Given an operator over 3 partitions whose coordinator holds its reply
      When the operator is executed
      Then the operator asks SetWriterPartitions
      When the held reply is sent
      Then the operator asks nothing

    @OP-10
    Scenario Outline: an operator over <partitions> announces as many writers
      Given an operator over <partitions>
      When the operator is executed
      Then the operator asks SetWriterPartitions for <partitions>

      Examples:
        | partitions    |
        | 1 partition   |
        | 2 partitions  |
        | 3 partitions  |
        | 7 partitions  |
        | 40 partitions |

    @OP-31
    Scenario Outline: the operator asks nothing but SetWriterPartitions when <ending>
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

  Rule: The operator submits no job before the reply

    @OP-11
    Scenario Outline: an operator over <partitions> submits no job while it waits for the reply
      Given an operator over <partitions> whose coordinator holds its reply
      When the operator is executed
      Then no job is submitted

      Examples:
        | partitions   |
        | 1 partition  |
        | 4 partitions |

    @OP-11
    Scenario Outline: the operator asks SetWriterPartitions before <start>
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

  Rule: The operator submits the job after the reply

    @OP-12
    Scenario Outline: an operator over <partitions> submits one job for all partitions after the reply
      Given an operator over <partitions> whose coordinator holds its reply
      And the operator is executed
      When the held reply is sent
      Then the operator submits a job of <tasks>

      Examples:
        | partitions   | tasks   |
        | 1 partition  | 1 task  |
        | 3 partitions | 3 tasks |
        | 8 partitions | 8 tasks |

    @OP-12
    Scenario: an execution submits exactly one job
      Given an operator over 4 partitions
      When the operator is executed
      And all 4 tasks decide to finish
      Then the operator submits a job
