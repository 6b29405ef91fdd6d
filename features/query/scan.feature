@query
Feature: The scan announces the number of readers
  The coordinator needs the numbers of writers and readers before the first task sends a message.
  The operator announces the writers, and the scan below the operator announces the readers.

  Rule: The number of readers is the number of partitions of the source

    @EC-27
    Scenario Outline: the scan of a source with <partitions> announces as many readers
      Given a query over <partitions>
      When the query is executed
      Then the operator asks SetReaderPartitions for <partitions>

      Examples:
        | partitions   |
        | 1 partition  |
        | 2 partitions |
        | 4 partitions |

    @EC-27
    Scenario: the query adds the offsets of an epoch only when all three readers have reported it
      Given a query over 3 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced
      When the next 2 messages of task 0 are delivered
      And the next 2 messages of task 2 are delivered
      Then no offsets are added
      When the next message of task 1 is delivered
      Then the query adds the offsets of epoch 0: "0", "0", "0"

  Rule: The scan announces the readers before its RDD runs

    @EC-26
    Scenario: the scan announces the readers before the operator announces the writers and submits the job
      Given a query over 2 partitions
      When the query is executed
      Then this happens, in this order:
        | the scan asks SetReaderPartitions                      |
        | the coordinator acknowledges SetReaderPartitions       |
        | the operator asks SetWriterPartitions for 2 partitions |
        | the operator submits a job of 2 tasks                  |

    @EC-26
    Scenario: the scan announces the readers once per run
      Given a query over 1 partition
      And the query is executed
      When task 0 gets the row "a"
      And the query's epoch is advanced 2 times
      And the query is stopped
      Then the scan asks nothing

    @EC-26
    Scenario: the scan of a restarted query announces the readers again
      Given a query over 2 partitions
      And the query is executed
      And the query is stopped
      When the query is executed again
      Then this happens, in this order:
        | the scan asks SetReaderPartitions     |
        | the operator submits a job of 2 tasks |

  Rule: The scan, the readers and their marker threads find the coordinator

    @REF-2
    Scenario: the scan looks up the coordinator before it asks SetReaderPartitions
      Given a query over 2 partitions
      When the query is executed
      Then this happens, in this order:
        | the operator looks up the coordinator                  |
        | the scan asks SetReaderPartitions                      |
        | the operator looks up the coordinator                  |
        | the operator asks SetWriterPartitions for 2 partitions |

    @REF-2
    Scenario: the reports of all readers reach the coordinator
      Given a query over 3 partitions
      And the query is executed
      When task 1 gets the row "a"
      And the query's epoch is advanced
      Then the query adds the offsets of epoch 0: "0", "1", "0"

    @REF-2
    Scenario: a marker thread learns of the next epoch only by asking
      Given a query over 2 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      When the query's epoch is advanced
      Then no task sends anything
      When the reader of task 1 asks for the current epoch
      Then task 1 computes its upstream in epoch 1
      And task 0 computes nothing

    @REF-2
    Scenario: a marker thread that asks late learns of every epoch that has passed
      Given a query over 2 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      And the query's epoch is advanced 3 times
      When the reader of task 0 asks for the current epoch
      Then this happens, in this order:
        | task 0 computes its upstream in epoch 1 |
        | task 0 computes its upstream in epoch 2 |
        | task 0 computes its upstream in epoch 3 |
