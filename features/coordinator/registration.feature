@coordinator
Feature: A new coordinator logs its registration
  Each run of a query makes its own coordinator and registers it as an endpoint.
  The log line of the registration is the first trace of a run in the logs of a cluster.

  Rule: A new coordinator logs its registration once

    @EC-19
    Scenario: the log line of the registration has the documented words
      Given a coordinator whose first epoch is 12
      Then the coordinator logs INFO "Registered EpochCoordinator endpoint"

    @EC-19
    Scenario: the registration is logged once, whatever happens later
      Given a coordinator whose first epoch is 0, with 1 writer and 1 reader
      And every writer commits and every reader reports epoch 0
      And the epoch is advanced
      And the writes are stopped
      Then the coordinator logs INFO "Registered EpochCoordinator endpoint"

    @EC-72
    Scenario: the log line of the registration is logged under the name of the coordinator's reference
      Given a coordinator whose first epoch is 12
      Then the coordinator logs its registration under a class name that begins with "EpochCoordinatorRef"
