@query
Feature: The scan announces its readers
  The coordinator commits an epoch when all have spoken, so it has to know how many there are before the first one speaks.
  Of the writers it hears from the operator, of the readers from the scan below it.

  Rule: The number of readers is that of the source's partitions

    @EC-27
    Scenario Outline: a source of <partitions> partitions
      Given a query over <partitions> partitions
      When the query is executed
      Then the operator asks SetReaderPartitions for <partitions> partitions

      Examples:
        | partitions |
        | 1          |
        | 2          |
        | 4          |

    @EC-27
    Scenario: an epoch has an offset when all of them have reported it, and not before
      Given a query over 3 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced
      When the next 2 messages of task 0 are delivered
      And the next 2 messages of task 2 are delivered
      Then no offsets are added
      When the next message of task 1 is delivered
      Then the query adds the offsets of epoch 0: "0", "0", "0"

  Rule: It is announced by the scan, before its RDD can be run

    @EC-26
    Scenario: the readers are announced and acknowledged before the writers are, and before the job
      Given a query over 2 partitions
      When the query is executed
      Then this happens, in this order:
        | the scan asks SetReaderPartitions                      |
        | the coordinator acknowledges SetReaderPartitions       |
        | the operator asks SetWriterPartitions for 2 partitions |
        | the operator submits a job of 2 tasks                  |

    @EC-26
    Scenario: it is said once a run
      Given a query over 1 partition
      And the query is executed
      When task 0 gets the row "a"
      And the query's epoch is advanced 2 times
      And the query is stopped
      Then the scan asks nothing

    @EC-26
    Scenario: the next run says it anew
      Given a query over 2 partitions
      And the query is executed
      And the query is stopped
      When the query is executed again
      Then this happens, in this order:
        | the scan asks SetReaderPartitions     |
        | the operator submits a job of 2 tasks |

  Rule: Scan, readers and their marker threads all find the coordinator

    @REF-2
    Scenario: the scan looks it up before it asks
      Given a query over 2 partitions
      When the query is executed
      Then this happens, in this order:
        | the operator looks up the coordinator                  |
        | the scan asks SetReaderPartitions                      |
        | the operator looks up the coordinator                  |
        | the operator asks SetWriterPartitions for 2 partitions |

    @REF-2
    Scenario: what each reader reports arrives there
      Given a query over 3 partitions
      And the query is executed
      When task 1 gets the row "a"
      And the query's epoch is advanced
      Then the query adds the offsets of epoch 0: "0", "1", "0"

    @REF-2
    Scenario: a marker thread learns of the epoch by asking, and by nothing else
      Given a query over 2 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      When the query's epoch is advanced
      Then no task sends anything
      When the reader of task 1 asks for the current epoch
      Then task 1 computes its upstream in epoch 1
      And task 0 computes nothing

    @REF-2
    Scenario: one that has slept learns of all epochs that have gone by
      Given a query over 2 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      And the query's epoch is advanced 3 times
      When the reader of task 0 asks for the current epoch
      Then this happens, in this order:
        | task 0 computes its upstream in epoch 1 |
        | task 0 computes its upstream in epoch 2 |
        | task 0 computes its upstream in epoch 3 |
