@coordinator
Feature: Making a coordinator
  Every run of a query makes a coordinator of its own and registers it as an endpoint. One line in the log tells of it,
  and it is the first sign of a run for whoever looks for one in the logs of a cluster.

  Rule: A coordinator that is made is logged, once

    @EC-19
    Scenario: the line of the registration reads exactly as documented
      Given a coordinator whose first epoch is 12
      Then the coordinator logs INFO "Registered EpochCoordinator endpoint"

    @EC-19
    Scenario: the line is of the making alone, and nothing that happens later repeats it
      Given a coordinator whose first epoch is 0, with 1 writer and 1 reader
      And every writer commits and every reader reports epoch 0
      And the epoch is advanced
      And the writes are stopped
      Then the coordinator logs INFO "Registered EpochCoordinator endpoint"

    @EC-72
    Scenario: the line can be turned on and off by the name of the coordinator's reference
      Given a coordinator whose first epoch is 12
      Then the coordinator logs its registration under a class name that begins with "EpochCoordinatorRef"
