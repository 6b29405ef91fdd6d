@operator
Feature: The log says that a write begins, and how wide it is
  It is the one line by which somebody who reads the log of a cluster finds the beginning of a write.
  Scripts look for it word by word, and turn it on and off by the name of the class.

  Rule: The beginning of a write is one line

    @OP-7
    Scenario Outline: a write with <writer> over <partitions> partitions announces itself between source and coordinator
      Given an operator over <partitions> partitions whose writer prints itself as "<writer>"
      When the operator is executed
      And all <partitions> tasks decide to finish
      Then this happens, in this order:
        | the operator executes its child                                                                                    |
        | the operator logs INFO "Start processing data source writer: <writer>. The input RDD has <partitions> partitions." |
        | the operator looks up the coordinator                                                                              |

      Examples:
        | partitions | writer                 |
        | 1          | Sink                   |
        | 3          | KafkaStreamWriter@1f4a |
        | 12         | a writer of its own    |

  Rule: The line is logged under the name of the operator's class

    @OP-32
    Scenario: the operator logs under no name but its own
      Given an operator over 2 partitions
      When the operator is executed
      And all 2 tasks decide to finish
      Then the operator logs that it starts under the name of no other class
