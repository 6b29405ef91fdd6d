@coordinator
Feature: The coordinator replies to asks, and not to messages
  The operator, the scan, the epoch markers and the trigger wait for the replies to their asks.
  A missing reply makes a part of the query hang forever. Partitions send their messages without waiting for a reply.

  Rule: The coordinator replies to each ask

    @EC-2
    Scenario: the coordinator replies when the current epoch is asked for
      Given a coordinator whose first epoch is 0
      When the current epoch is asked for
      Then the coordinator replies to GetCurrentEpoch

    @EC-3
    Scenario: the coordinator replies when the epoch is advanced
      Given a coordinator whose first epoch is 3
      When the epoch is advanced
      Then the coordinator replies to IncrementAndGetEpoch

    @EC-4
    Scenario: the coordinator replies when the number of readers is set
      Given a coordinator whose first epoch is 1
      When the number of readers is set to 4
      Then the coordinator replies to SetReaderPartitions

    @EC-5
    Scenario: the coordinator replies when the number of writers is set
      Given a coordinator whose first epoch is 1
      When the number of writers is set to 5
      Then the coordinator replies to SetWriterPartitions

    @EC-6
    Scenario: the coordinator replies when the writes are stopped
      Given a coordinator whose first epoch is 2
      When the writes are stopped
      Then the coordinator replies to StopContinuousExecutionWrites

  Rule: The reply to setting a number or stopping the writes has no value

    @EC-12
    Scenario Outline: the coordinator acknowledges <message> when <ask>
      Given a coordinator whose first epoch is 6
      When <ask>
      Then the coordinator acknowledges <message>

      Examples:
        | ask                               | message                       |
        | the number of readers is set to 2 | SetReaderPartitions           |
        | the number of writers is set to 3 | SetWriterPartitions           |
        | the number of writers is set to 0 | SetWriterPartitions           |
        | the writes are stopped            | StopContinuousExecutionWrites |

  Rule: The coordinator does not reply to messages

    @EC-7
    Scenario: the coordinator does not reply to first or repeated commits and reports
      Given a coordinator whose first epoch is 6, with 2 writers and 2 readers
      When writer 1 commits epoch 6
      And reader 0 reports epoch 6
      And writer 1 commits epoch 6
      And reader 0 reports epoch 6
      Then the coordinator sends no reply

    @EC-7
    Scenario: the coordinator does not reply to messages that complete epochs
      Given a coordinator whose first epoch is 0, with 1 writer and 1 reader
      When every writer commits and every reader reports epoch 0
      And every reader reports epoch 1
      And every writer commits epoch 1
      Then the coordinator sends no reply
