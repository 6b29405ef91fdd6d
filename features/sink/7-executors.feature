@executors
Feature: An executor dies
  These scenarios need tasks in executors (`--master local-cluster[1,2,1024]`). The process ends with all that the task has in memory,
  and calls nothing of the sink any more: neither the writer's abort nor its close.

  Rule: An executor dies
    Spark tries the task again, which continuous processing refuses. So the run fails, and the next one reads the rows again.

    Scenario: the executor of a task dies with rows that no epoch has committed
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the executor of the task dies
      When the query is executed
      And a row arrives
      And the epoch ends
