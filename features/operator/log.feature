@operator
Feature: A log line announces each write and its number of partitions
  Readers of a cluster's log find the beginning of a write by this log line.
  Scripts search for its exact words, and turn it on and off by the name of the class.

  Rule: The operator logs the beginning of a write once

    @OP-7
    Scenario Outline: a write of <writer> over <partitions> is logged after its child is executed and before the lookup
      Given an operator over <partitions> whose writer prints itself as "<writer>"
      When the operator is executed
      And <ending>
      Then this happens, in this order:
        | the operator executes its child                                                                               |
        | the operator logs INFO "Start processing data source writer: <writer>. The input RDD has <count> partitions." |
        | the operator looks up the coordinator                                                                         |

      Examples:
        | partitions    | writer                 | count | ending                        |
        | 1 partition   | Sink                   | 1     | task 0 decides to finish      |
        | 3 partitions  | KafkaStreamWriter@1f4a | 3     | all 3 tasks decide to finish  |
        | 12 partitions | a writer of its own    | 12    | all 12 tasks decide to finish |

  Rule: The operator logs under the name of its own class

    @OP-32
    Scenario: the operator logs the beginning of a write under no other class name
      Given an operator over 2 partitions
      When the operator is executed
      And all 2 tasks decide to finish
      Then the operator logs the start of the write under no other class name
