@query
Feature: The coordinator commits epochs in order whatever the order of their messages
  Tasks do not wait for the coordinator, so messages of several epochs can arrive late, out of order or twice.
  In every order of arrival the sink has to receive one epoch after the other, each complete and exactly once.

  Rule: The coordinator commits the epochs of all tasks in order

    @OP-35
    Scenario: three epochs that one task finishes early are committed in order when the other task follows
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
    Scenario: three epochs whose commits arrive in reverse are committed in ascending order
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
    Scenario: an epoch whose messages arrive early waits for the epoch before it
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
    Scenario: a report that arrives after the commit of the same task completes the epoch
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
    Scenario: later epochs wait until the missing epoch in the middle is complete
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
    Scenario Outline: the slowest of three tasks, task <slow>, determines when an epoch is committed
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

  Rule: A message that is delivered twice counts once

    @EC-74
    Scenario: a commit that is delivered twice does not replace the missing commit of another task
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
    Scenario: a report that is delivered three times does not replace the missing report of another task
      Given a query over 2 partitions whose messages are held
      And the query is executed
      And the query's epoch is advanced
      When the next message of task 0 is delivered 3 times
      Then no offsets are added
      When task 1's report of epoch 0 is delivered
      Then the query adds the offsets of epoch 0: "0", "0"

    @EC-74
    Scenario: an epoch whose last missing commit is delivered twice is committed once
      Given a query over 2 partitions whose messages are held, and whose first epoch is 3
      And the query is executed
      And the query's epoch is advanced
      And the next 2 messages of task 1 are delivered
      And the next message of task 0 is delivered
      When task 0's commit of epoch 3 is delivered 2 times
      Then the sink commits epoch 3 with "commit-0-3", "commit-1-3"
      And the query commits epoch 3

    @EC-74
    Scenario: two epochs whose messages are all delivered twice are committed once each
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
    Scenario: a late commit that is delivered twice commits its epoch once, and before the next epoch
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

  Rule: A coordinator receives the messages of its own run only

    @EC-28
    Scenario: messages that are held when a query is stopped do not reach the coordinator of its next run
      Given a query over 1 partition whose messages are held
      And the query is executed
      And task 0 gets the row "a"
      And the query's epoch is advanced
      And the query is stopped
      And the query is executed again
      And the query's epoch is advanced
      When the next 2 messages of task 0 are delivered
      Then the query adds the offsets of epoch 0: "0"
      And the query commits epoch 0
