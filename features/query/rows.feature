@query
Feature: A row is in no committed epoch, or in two
  No page promises that a row is in one epoch and in one only. These are the shortest ways to a row that is not, found by
  a search of the model (docs/lost-rows.md). Rows are the source's: a run that begins at an offset reads the same ones again.

  Rule: A row is lost although nothing fails, whatever the sink

    @CE-19
    Scenario: a stop comes between the offsets of an epoch and its commit, and the next run ends the epoch earlier
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      # The offset behind "a" is logged for epoch 0; its commit is too late.
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
      # It begins behind "a", which is in no epoch.
      Then task 0 reports the end of epoch 1: "1"

    @CE-19
    Scenario: the query is not even stopped, but runs anew by itself
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
    Scenario: the sink has refused an epoch, and those behind it have logged how far they have come
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

  Rule: A row is written twice although nothing fails, whatever the sink

    @CE-19
    Scenario: a stop comes between the offsets of an epoch and its commit, and the next run ends the epoch later
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
      # It begins before "a" once more.
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      Then task 0 reports the end of epoch 1: "1"
      And task 0 writes "a" in epoch 1
      And the sink commits epoch 1 with "commit-0-1"

  Rule: What is lost when the sink has an epoch that the log of commits has not depends on the sink

    # A crash between the two is the same to the next run. What the sink makes of the second commit decides: if the first
    # wins, "a" is lost; if both are kept or the last wins, it is not.
    @CE-16
    Scenario: the epoch is committed again, and holds more rows than the first time
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

    # If both are kept, "a" is there twice; if the first wins, it is not.
    @CE-16
    Scenario: the epoch is committed again, and holds the same rows
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
