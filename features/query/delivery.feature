@query
Feature: Messages are late, out of order, and there twice
  Tasks do not wait for the coordinator, so of several epochs that are on their way any message can be the first to arrive.
  In whatever order they come, the sink has to see one epoch after the other, each once and whole.

  Rule: One coordinator puts the epochs of all tasks in order

    @OP-35
    Scenario: one task is three epochs ahead, and the other follows
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 3 times
      When the next 6 messages of task 0 are delivered
      Then no epoch is committed
      When the next 6 messages of task 1 are delivered
      Then this happens, in this order:
        | the sink commits epoch 0 with "commit-0-0", "commit-1-0" |
        | the query commits epoch 0                                |
        | the sink commits epoch 1 with "commit-0-1", "commit-1-1" |
        | the query commits epoch 1                                |
        | the sink commits epoch 2 with "commit-0-2", "commit-1-2" |
        | the query commits epoch 2                                |

    @OP-35
    Scenario: the commits of three epochs arrive in reverse
      Given a query over 2 partitions whose messages are held, and whose first epoch is 2
      And the query is executed
      And the query's epoch is advanced 3 times
      And task 0's report of epoch 2 is delivered
      And task 1's report of epoch 2 is delivered
      And task 0's report of epoch 3 is delivered
      And task 1's report of epoch 3 is delivered
      And task 0's report of epoch 4 is delivered
      And task 1's report of epoch 4 is delivered
      When task 1's commit of epoch 4 is delivered
      And task 0's commit of epoch 4 is delivered
      And task 1's commit of epoch 3 is delivered
      And task 0's commit of epoch 3 is delivered
      And task 1's commit of epoch 2 is delivered
      Then no epoch is committed
      When task 0's commit of epoch 2 is delivered
      Then this happens, in this order:
        | the sink commits epoch 2 with "commit-0-2", "commit-1-2" |
        | the sink commits epoch 3 with "commit-0-3", "commit-1-3" |
        | the sink commits epoch 4 with "commit-0-4", "commit-1-4" |
      And this happens, in this order:
        | the query commits epoch 2 |
        | the query commits epoch 3 |
        | the query commits epoch 4 |

    @OP-35
    Scenario: one writer's commit of an epoch arrives before the other's of the epoch before
      Given a query over 2 partitions whose messages are held, and whose first epoch is 2
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 1 are delivered
      When task 0's report of epoch 3 is delivered
      And task 0's commit of epoch 3 is delivered
      Then no epoch is committed
      When task 0's report of epoch 2 is delivered
      And task 0's commit of epoch 2 is delivered
      Then this happens, in this order:
        | the sink commits epoch 2  |
        | the query commits epoch 2 |
        | the sink commits epoch 3  |
        | the query commits epoch 3 |

    @OP-35
    Scenario: a report that was overtaken by its commit completes the epoch
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And the next 2 messages of task 0 are delivered
      When task 1's commit of epoch 0 is delivered
      Then no epoch is committed
      When task 1's report of epoch 0 is delivered
      Then this happens, in this order:
        | the query adds the offsets of epoch 0 |
        | the sink commits epoch 0              |
        | the query commits epoch 0             |

    @OP-35
    Scenario: the hole in the middle is closed last
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced 4 times
      And the next 2 messages of task 0 are delivered
      When task 0's report of epoch 3 is delivered
      And task 0's commit of epoch 3 is delivered
      And task 0's commit of epoch 2 is delivered
      And task 0's report of epoch 2 is delivered
      Then no epoch is committed
      When the next 2 messages of task 0 are delivered
      Then this happens, in this order:
        | the sink commits epoch 1 |
        | the sink commits epoch 2 |
        | the sink commits epoch 3 |

    @OP-35
    Scenario Outline: the slowest of three partitions, task <slow>, sets the pace
      Given a query over 3 partitions whose readers ask for the epoch only when they are told to
      And the query is executed
      And the query's epoch is advanced 2 times
      And the reader of task <fast> asks for the current epoch
      When the reader of task <other> asks for the current epoch
      Then no epoch is committed
      When the reader of task <slow> asks for the current epoch
      Then this happens, in this order:
        | the sink commits epoch 0  |
        | the query commits epoch 0 |
        | the sink commits epoch 1  |
        | the query commits epoch 1 |

      Examples:
        | fast | other | slow |
        | 0    | 1     | 2    |
        | 2    | 1     | 0    |
        | 2    | 0     | 1    |

  Rule: What comes twice counts once

    @EC-74
    Scenario: a commit that comes twice does not stand in for the one that is missing
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced
      And the next message of task 0 is delivered
      And the next message of task 1 is delivered
      When the next message of task 0 is delivered 2 times
      Then no epoch is committed
      When the next message of task 1 is delivered
      Then the sink commits epoch 0 with "commit-0-0", "commit-1-0"

    @EC-74
    Scenario: nor does a report
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced
      When the next message of task 0 is delivered 3 times
      Then no offsets are added
      When task 1's report of epoch 0 is delivered
      Then the query adds the offsets of epoch 0: "0", "0"

    @EC-74
    Scenario: the commit that completes an epoch comes twice
      Given a query over 2 partitions whose messages are held, and whose first epoch is 3
      And the query is executed
      And the query's epoch is advanced
      And the next 2 messages of task 1 are delivered
      And the next message of task 0 is delivered
      When task 0's commit of epoch 3 is delivered 2 times
      Then the sink commits epoch 3 with "commit-0-3", "commit-1-3"
      And the query commits epoch 3

    @EC-74
    Scenario: every message of two epochs comes twice
      Given a query over 1 partition whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      When the next message of task 0 is delivered 2 times
      And the next message of task 0 is delivered 2 times
      And the next message of task 0 is delivered 2 times
      And the next message of task 0 is delivered 2 times
      Then this happens, in this order:
        | the sink commits epoch 0 with "commit-0-0" |
        | the query commits epoch 0                  |
        | the sink commits epoch 1 with "commit-0-1" |
        | the query commits epoch 1                  |

    @EC-74
    Scenario: a commit comes twice, and late, after the next one's
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced 2 times
      And the next 4 messages of task 1 are delivered
      And task 0's report of epoch 0 is delivered
      And task 0's report of epoch 1 is delivered
      And task 0's commit of epoch 1 is delivered
      When task 0's commit of epoch 0 is delivered 2 times
      Then this happens, in this order:
        | the sink commits epoch 0  |
        | the query commits epoch 0 |
        | the sink commits epoch 1  |
        | the query commits epoch 1 |
