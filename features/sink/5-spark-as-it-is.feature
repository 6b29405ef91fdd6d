@spark-as-it-is
Feature: Spark does more than its documentation says
  Spark's documentation says nothing of what happens here, so a sink is not to blame for it: these scenarios count for the
  guarantee with Spark as it is, and not for that of the sink alone. docs/lost-rows.md explains them.

  Rule: The next run ends an epoch elsewhere
    The sink has an epoch that the next run commits again, with more rows or with fewer ones.

    Scenario: the next run ends an epoch later that the sink has already
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next entry in Spark's commit log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends

    Scenario: the next run ends an epoch earlier that the sink has already
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And a row arrives
      But the next entry in Spark's commit log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends

    Scenario: of two partitions, the next run ends an epoch later in one and earlier in the other
      Given a query with 2 partitions
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 0
      And a row arrives in partition 1
      But the next entry in Spark's commit log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And a row arrives in partition 1
      And the epoch ends
      And a row arrives in partition 0
      And the epoch ends

    Scenario: the next run ends an epoch without a row that the sink has with one
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next entry in Spark's commit log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And the epoch ends
      And a row arrives
      And the epoch ends

    Scenario: the next run ends an epoch with a row that the sink has without any
      Given a query with 1 partition
      When the query is executed
      But the next entry in Spark's commit log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends

    Scenario: an epoch is committed three times, with another row each time
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next entry in Spark's commit log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And a row arrives
      But the next entry in Spark's commit log will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And a row arrives
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends

    Scenario: the sink's commit fails after it went through, and the next run ends the epoch later
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the sink's next commit will fail after it took effect
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends

  Rule: A refused commit stops all later ones (CE-20)
    The query goes on behind a commit that the sink has refused, and commits no epoch any more.

    Scenario: the sink's commit is refused once, and the query goes on (CE-20)
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the sink's next commit will fail
      And the epoch ends
      And a row arrives
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends

    Scenario: the sink's commit is refused while two epochs wait (CE-20)
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends
      But the sink's next commit will fail
      And the next message is delivered
      And the next message is delivered
      And the next message is delivered
      And the next message is delivered
      And the query is stopped
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered

  Rule: Offsets are ahead of commits (CE-19)
    Spark logs where an epoch ends before it commits the epoch. Entries of a run that committed nothing stay, and a later run
    begins behind rows that no epoch has.

    Scenario: offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And a row arrives
      But the sink's next commit will fail
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: stopped behind the entry in the offset log, and the next run ends the epoch earlier (CE-19)
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered
      And the query is stopped
      When the query is executed
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered
