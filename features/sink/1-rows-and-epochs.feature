Feature: Rows become visible by epochs
  Spark gives a sink rows in epochs. A writer per partition commits what it has, and the commit of the epoch by the sink shows
  it to readers. `cwc sink` reads the sink behind each step, and a guarantee is what became of the rows: each of them must be there
  once at the end for exactly-once, and none may be visible before its epoch is committed.

  Rule: Nothing fails
    Each row is there once when its epoch is committed, and no row before. An epoch may be without rows.

    Scenario: nothing fails
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends

    Scenario: nothing fails, with two partitions
      Given a query with 2 partitions
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And the epoch ends
      And a row arrives in partition 1
      And a row arrives in partition 1
      And the epoch ends

    Scenario: an epoch without rows is committed
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And the epoch ends
      And a row arrives
      And the epoch ends

  Rule: The query is stopped
    The rows behind the last committed epoch are read again by the next run, and written by new writers.

    Scenario: stopped with rows that no epoch has committed
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: stopped behind a committed epoch
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: stopped when all writers have committed, and before the sink's commit
      Given a query with 2 partitions whose messages are held
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And the epoch ends
      And the next message from partition 0 is delivered
      And the next message from partition 0 is delivered
      And the query is stopped
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And the epoch ends
      And the next message from partition 0 is delivered
      And the next message from partition 0 is delivered
      And the next message from partition 1 is delivered
      And the next message from partition 1 is delivered

    Scenario: stopped before the sink's commit, and the next run ends the epoch later
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered

    Scenario: stopped before the sink's commit, and the next run ends the epoch earlier
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered

    Scenario: stopped while two epochs wait behind a committed one
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered
      And the query is stopped
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered
