@query
Feature: A row can be in no committed epoch, or in two
  A search of the model found these shortest cases in which a row is lost or written twice (docs/lost-rows.md).
  The rows belong to the source: a run that begins at an earlier offset reads the same rows again.

  Rule: A row can be lost with any sink

    @CE-19
    Scenario: a row is lost if the query stops between logging offsets and committing, and the next run ends earlier
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      # The offset behind "a" is logged for epoch 0; the commit of epoch 0 arrives too late.
      And task 0's report of epoch 0 is delivered
      And the query is stopped
      And the query is executed again
      # This time epoch 0 ends before "a".
      And the query's epoch is advanced
      When the next 2 messages of task 0 are delivered
      Then the sink commits epoch 0 with "commit-0-0"
      And the query commits epoch 0
      When the query is stopped
      And the query is executed again
      And the query's epoch is advanced
      # The third run begins behind "a", which is in no epoch.
      Then task 0 reports the end of epoch 1: "1"

    @CE-19
    Scenario: a row is lost if the query's thread is interrupted between logging offsets and committing
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And task 0's report of epoch 0 is delivered
      And the query's thread is interrupted
      And the query's epoch is advanced
      When the next 2 messages of task 0 are delivered
      Then the sink commits epoch 0 with "commit-0-0"
      When the query's thread is interrupted
      And the query's epoch is advanced
      Then task 0 reports the end of epoch 1: "1"

    @CE-19
    Scenario: a row is lost if the sink refuses an epoch while the offsets of the next epoch are logged
      Given a query over 1 partition
      And the query is executed
      And the sink's next epoch commit will throw IOException "no space left"
      And the query's epoch is advanced
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      When the query's epoch is advanced 2 times
      Then the sink commits epoch 0 with "commit-0-0"
      And the sink commits epoch 1 with "commit-0-1"
      When the query is stopped
      And the query is executed again
      And the query's epoch is advanced
      Then task 0 reports the end of epoch 2: "1"

  Rule: A row can be written twice with any sink

    @CE-19
    Scenario: a row is written twice if the query stops between logging offsets and committing, and the next run ends later
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And task 0's report of epoch 0 is delivered
      And the query is stopped
      And the query is executed again
      And task 0 gets the row "a"
      And the query's epoch is advanced
      When the next 2 messages of task 0 are delivered
      Then the sink commits epoch 0 with "commit-0-0"
      And the query commits epoch 0
      When the query is stopped
      And the query is executed again
      # The third run begins before "a" again.
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      Then task 0 reports the end of epoch 1: "1"
      And task 0 writes "a" in epoch 1
      And the sink commits epoch 1 with "commit-0-1"

  Rule: The sink decides what happens to a row when an epoch is committed to it twice

    # A crash between the two commits looks the same to the next run. The sink decides about the second commit:
    # if it keeps only the first, "a" is lost; if it keeps both or only the last, "a" is not lost.
    @CE-16
    Scenario: an epoch that is committed to the sink again holds more rows than the first time
      Given a query over 1 partition
      And the query is executed
      And the query's next epoch commit will throw IOException "no space left"
      When the query's epoch is advanced
      Then the sink commits epoch 0 with "commit-0-0"
      And the query commits no epoch
      When the query is stopped
      And the query is executed again
      And task 0 gets the row "a"
      And the query's epoch is advanced
      Then task 0 writes "a" in epoch 0
      And the sink commits epoch 0 with "commit-0-0"

    # If the sink keeps both commits, "a" is written twice; if it keeps only the first, "a" is written once.
    @CE-16
    Scenario: an epoch that is committed to the sink again holds the same rows as the first time
      Given a query over 1 partition
      And the query is executed
      And task 0 gets the row "a"
      And the query's next epoch commit will throw IOException "no space left"
      When the query's epoch is advanced
      Then the sink commits epoch 0 with "commit-0-0"
      And the query commits no epoch
      When the query is stopped
      And the query is executed again
      And task 0 gets the row "a"
      And the query's epoch is advanced
      Then task 0 writes "a" in epoch 0
      And the sink commits epoch 0 with "commit-0-0"
