Feature: An epoch is committed again
  Spark writes to its commit log that it has committed an epoch, after the sink has. If anything fails between the two, the
  next run commits the same epoch again. A sink that is exactly-once knows the epoch, and the rows are there once.

  Rule: Spark crashes behind the sink's commit
    The sink has the epoch, and Spark does not know. The next run commits the epoch again, with the same rows.

    Scenario: the same epoch is committed again with the same rows
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next entry in Spark's commit log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: The sink's commit of an epoch fails
    The sink may have all of the epoch, or a part of it. The next run commits the epoch again, with the same rows.

    Scenario: the sink's commit fails after it went through, and is repeated by the next run
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the sink's next commit will fail after it took effect
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: the sink's commit fails between two partitions, and is repeated by the next run
      Given a query with 2 partitions
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      But the sink's next commit will fail at its last message
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And the epoch ends

  Rule: Spark cannot log the end of an epoch
    The sink has the epoch, and neither log of Spark has an entry for it. The next run commits the epoch again.

    Scenario: Spark cannot log the end of an epoch, and the next run commits it again
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next entry in Spark's offset log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends
