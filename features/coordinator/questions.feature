@coordinator
Feature: Questions are answered, reports are not
  Whoever asks the coordinator waits for the answer: the planner's thread, the epoch markers, the trigger. One question
  without an answer, and a part of the query hangs for good. What partitions send is told and forgotten.

  Rule: Each question has its answer

    @EC-2
    Scenario: the current epoch is asked for
      Given a coordinator whose first epoch is 0
      When the current epoch is asked for
      Then the coordinator answers GetCurrentEpoch

    @EC-3
    Scenario: the epoch is advanced
      Given a coordinator whose first epoch is 3
      When the epoch is advanced
      Then the coordinator answers IncrementAndGetEpoch

    @EC-4
    Scenario: the number of readers is set
      Given a coordinator whose first epoch is 1
      When the number of readers is set to 4
      Then the coordinator answers SetReaderPartitions

    @EC-5
    Scenario: the number of writers is set
      Given a coordinator whose first epoch is 1
      When the number of writers is set to 5
      Then the coordinator answers SetWriterPartitions

    @EC-6
    Scenario: the writes are stopped
      Given a coordinator whose first epoch is 2
      When the writes are stopped
      Then the coordinator answers StopContinuousExecutionWrites

  Rule: Setting a number and stopping are acknowledged: the answer has no value

    @EC-12
    Scenario Outline: <question>
      Given a coordinator whose first epoch is 6
      When <question>
      Then the coordinator acknowledges <message>

      Examples:
        | question                          | message                       |
        | the number of readers is set to 2 | SetReaderPartitions           |
        | the number of writers is set to 3 | SetWriterPartitions           |
        | the number of writers is set to 0 | SetWriterPartitions           |
        | the writes are stopped            | StopContinuousExecutionWrites |

  Rule: What partitions send has no answer

    @EC-7
    Scenario: a commit and a report are not answered, neither the first nor one that is repeated
      Given a coordinator whose first epoch is 6, with 2 writers and 2 readers
      When writer 1 commits epoch 6
      And reader 0 reports epoch 6
      And writer 1 commits epoch 6
      And reader 0 reports epoch 6
      Then the coordinator answers nothing

    @EC-7
    Scenario: those that make epochs complete are not answered either
      Given a coordinator whose first epoch is 0, with 1 writer and 1 reader
      When every writer commits and every reader reports epoch 0
      And every reader reports epoch 1
      And every writer commits epoch 1
      Then the coordinator answers nothing
