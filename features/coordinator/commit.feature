@coordinator
Feature: Thin path

  @EC-1
  Scenario: an epoch that all have spoken for is committed
    Given a coordinator whose first epoch is 1
    And the number of writers is set to 2
    And the number of readers is set to 1
    When writer 0 commits epoch 1
    And writer 1 commits epoch 1
    Then nothing happens
    When reader 0 reports epoch 1
    Then this happens, and nothing else:
      | the query adds the offsets of epoch 1: "offset-0-1"      |
      | the sink commits epoch 1 with "commit-0-1", "commit-1-1" |
      | the query commits epoch 1                                |
    And the query commits epoch 1
