Feature: Writers fail
  A query in continuous mode has no second attempt of a task: it ends. Executed again, it reads the rows behind the last
  committed epoch again. New writers get them, and the old ones must leave nothing that readers see.

  Rule: A write fails
    Spark aborts the writer, and the query ends. The next run reads the rows of the epoch again.

    Scenario: a write fails
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next write will fail
      And a row arrives
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends

    Scenario: a write fails after it went through
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next write will fail after it took effect
      And a row arrives
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends

    Scenario: a write fails in the epoch after a committed one
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      But the next write will fail
      And a row arrives
      When the query is executed
      And a row arrives
      And a row arrives
      And the epoch ends

  Rule: A writer's commit fails
    Spark aborts the writer, also where the commit went through. Its rows come again with another writer.

    Scenario: a writer's commit fails
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next commit of a writer will fail
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: a writer's commit fails after it went through
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next commit of a writer will fail after it took effect
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: A writer's abort fails
    What the writer has left behind stays there, and no message names it.

    Scenario: a writer's commit fails after it went through, and so does the abort
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But the next abort of a writer will fail
      But the next commit of a writer will fail after it took effect
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends

  Rule: The send of a commit message fails
    The writer has committed, and nobody learns of it. Its rows come again with another writer.

    Scenario: a task dies between its commit and its message
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      But sending the next commit message will fail
      And the epoch ends
      When the query is executed
      And a row arrives
      And the epoch ends
