Feature: Another query writes to the same sink
  Each query has a checkpoint of its own, and counts its epochs from 0. So the number of an epoch does not say whose rows it has:
  Spark tells the sink the id of the query as well. A sink that looks at the number alone takes the first epoch of the second query for
  one that it has, and ignores it, or replaces the rows of the first query.

  Rule: Another query writes to the same sink
    The first query is stopped for good. The second one begins with an epoch that has the number of the first one.

    Scenario: a second query commits an epoch with the number of one of the first query
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And the query is stopped
      But another query, with a checkpoint of its own, takes its place
      When the query is executed
      And a row arrives
      And the epoch ends

    @micro-batch
    Scenario: a second query commits a batch with the number of one of the first query
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And a batch is run
      And the query is stopped
      But another query, with a checkpoint of its own, takes its place
      When the query is executed
      And a row arrives
      And a batch is run
