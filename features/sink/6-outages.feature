Feature: The external system goes away and comes back
  A sink writes to a broker, a database or a folder that may be away for a while. A sink may fail then, or wait until the system is
  there again: both are right, as long as no row is lost. These scenarios run where `outage` says how the system stops and starts. A step
  of the query is left out where a failure has ended it before, and no reader looks while the system is away.

  Rule: The external system goes away
    The query is restarted when the system is there again. Rows whose epoch was not committed are read again.

    Scenario: the external system is away while a writer writes and commits
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      But the external system goes away
      And a row arrives
      And a row arrives
      And the epoch ends
      And the external system comes back
      When the query is restarted
      And a row arrives
      And a row arrives
      And the epoch ends

    Scenario: the external system is away when an epoch is committed
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered
      And a row arrives
      And the epoch ends
      But the external system goes away
      And the next message is delivered
      And the next message is delivered
      And the external system comes back
      When the query is restarted
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered

    Scenario: the external system is away when a writer is made
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And the query is stopped
      But the external system goes away
      When the query is executed
      And a row arrives
      And the external system comes back
      When the query is restarted
      And a row arrives
      And the epoch ends

    @micro-batch
    Scenario: the external system is away while a batch runs
      Given a query with 2 partitions
      When the query is executed
      And a row arrives in partition 0
      And a batch is run
      But the external system goes away
      And a row arrives in partition 0
      And a row arrives in partition 1
      And a batch is run
      And the external system comes back
      When the query is restarted
      And a row arrives in partition 0
      And a batch is run
