Feature: Messages come late, or never
  A task tells the coordinator of its writer's commit by a message, and the coordinator commits the epoch. A scenario can hold
  the messages, and deliver them when it wants. Whatever their order, the sink is told of each epoch once, with each of its rows.

  Rule: Messages arrive twice, late or in another order
    The coordinator commits an epoch when it has all messages of it, and of the epochs before.

    Scenario: each message arrives twice
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And the epoch ends
      And the next message is delivered 2 times
      And the next message is delivered 2 times
      And a row arrives
      And the epoch ends
      And the next message is delivered 2 times
      And the next message is delivered 2 times

    Scenario: the report of the source arrives behind the commit message
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And the epoch ends
      And the commit message of epoch 0 is delivered
      And the report of the source of epoch 0 is delivered
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered

    Scenario: the messages of two epochs arrive in the other order
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the epoch ends
      And the report of the source of epoch 1 is delivered
      And the commit message of epoch 1 is delivered
      And the report of the source of epoch 0 is delivered
      And the commit message of epoch 0 is delivered

    Scenario: three epochs wait for a message of one partition, and are committed in a row
      Given a query with 2 partitions whose messages are held
      When the query is executed
      And a row arrives in partition 0
      And a row arrives in partition 1
      And the epoch ends
      And a row arrives in partition 0
      And the epoch ends
      And a row arrives in partition 1
      And the epoch ends
      And the next message from partition 0 is delivered
      And the next message from partition 0 is delivered
      And the next message from partition 0 is delivered
      And the next message from partition 0 is delivered
      And the next message from partition 0 is delivered
      And the next message from partition 0 is delivered
      And the report of the source of epoch 0 from partition 1 is delivered
      And the report of the source of epoch 1 from partition 1 is delivered
      And the report of the source of epoch 2 from partition 1 is delivered
      And the commit message of epoch 2 from partition 1 is delivered
      And the commit message of epoch 1 from partition 1 is delivered
      And the commit message of epoch 0 from partition 1 is delivered

  Rule: The coordinator dies
    The tasks cannot ask it for the epoch any more. So they fail, Spark aborts their writers, and the query ends.

    Scenario: the coordinator dies in the epoch after a committed one
      Given a query with 1 partition
      When the query is executed
      And a row arrives
      And the epoch ends
      And a row arrives
      And the coordinator dies
      When the query is executed
      And a row arrives
      And the epoch ends

    Scenario: the coordinator dies when the writer has committed, and before its message arrives
      Given a query with 1 partition whose messages are held
      When the query is executed
      And a row arrives
      And the epoch ends
      And the coordinator dies
      When the query is executed
      And a row arrives
      And the epoch ends
      And the next message is delivered
      And the next message is delivered
