@task
Feature: A task commits each epoch and then tells the coordinator
  A writer commits its epoch in the sink, and then its task sends a commit message to the coordinator.
  The coordinator may commit the epoch at once, so the message must be complete, true and sent once.

  Rule: The writer commits once, after all rows of its epoch are written

    @RDD-15
    Scenario: a writer does not commit while the parent may give another row
      Given a write RDD over 2 partitions whose first epoch is 6
      When task 1 is started
      Then task 1 commits nothing
      When task 1 gets the row "a"
      And task 1 gets the row "b"
      Then task 1 commits nothing
      When the epoch of task 1 ends
      Then task 1 commits its writer
      When task 1 gets the row "c"
      Then task 1 commits nothing
      When the epoch of task 1 ends
      Then task 1 commits its writer

    @RDD-15
    Scenario: a writer commits after the first and the last row are written
      Given a write RDD over 2 partitions
      And task 0 is started
      When task 0 gets the row "first"
      And task 0 gets the row "last"
      And the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 writes "first"     |
        | task 0 commits its writer |
      And this happens, in this order:
        | task 0 writes "last"      |
        | task 0 commits its writer |

    @RDD-15
    Scenario: the end of one task's epoch does not commit the writer of another task
      Given a write RDD over 3 partitions
      And task 0 is started
      And task 1 is started
      And task 2 is started
      When the epoch of task 1 ends
      Then task 1 commits its writer
      And task 0 commits nothing
      And task 2 commits nothing

  Rule: An epoch without rows is committed like any other

    @RDD-16
    Scenario: a task without rows makes a writer, commits it and sends its commit
      Given a write RDD over 2 partitions whose first epoch is 70
      When task 1 is started
      Then task 1 makes a writer
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 commits its writer |
        | task 1 sends a commit     |

    @RDD-16
    Scenario: a task commits and sends an epoch without rows after an epoch with rows
      Given a write RDD over 2 partitions whose first epoch is 70
      And task 0 is started
      And task 0 gets the row "a"
      And the epoch of task 0 ends
      When the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 commits its writer |
        | task 0 sends a commit     |

  Rule: A task sends one commit message after its writer has committed

    @RDD-17
    Scenario: a task sends its commit after the writer's commit in each epoch
      Given a write RDD over 2 partitions whose first epoch is 1
      When task 1 is started
      And task 1 gets the row "a"
      Then task 1 sends nothing
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 commits its writer |
        | task 1 sends a commit     |
      When task 1 gets the row "b"
      Then task 1 sends nothing
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 commits its writer |
        | task 1 sends a commit     |

    @RDD-17
    Scenario: a task sends nothing if the writer's commit throws
      Given a write RDD over 2 partitions whose first epoch is 1
      And task 0 is started
      And the next commit of task 0 will throw IOException "disk full"
      When task 0 gets the row "a"
      And the epoch of task 0 ends
      Then task 0 sends nothing

  Rule: The commit message names the partition, the epoch and what the writer has committed

    @RDD-18
    Scenario: the commit message of an epoch carries the message of the writer of this epoch
      Given a write RDD over 2 partitions whose first epoch is 26
      And task 1 is started
      When the epoch of task 1 ends
      Then task 1 commits epoch 26 as "commit-1-26"
      And task 1 sends a commit with the message "commit-1-26"
      When task 1 gets the row "a"
      And the epoch of task 1 ends
      Then task 1 commits epoch 27 as "commit-1-27"
      And task 1 sends a commit with the message "commit-1-27"

    @RDD-19
    Scenario: the commit message names the partition of its task whatever the order of the tasks
      Given a write RDD over 3 partitions
      And task 2 is started
      And task 0 is started
      And task 1 is started
      When the epoch of task 0 ends
      Then task 0 sends a commit for partition 0
      When the epoch of task 2 ends
      Then task 2 sends a commit for partition 2
      When the epoch of task 1 ends
      Then task 1 sends a commit for partition 1
      When the epoch of task 2 ends
      Then task 2 sends a commit for partition 2

    @RDD-19
    Scenario: three tasks that end their epochs at the same time name one partition each
      Given a write RDD over 3 partitions
      And task 0 is started
      And task 1 is started
      And task 2 is started
      When at the same time:
        | the epoch of task 1 ends |
        | the epoch of task 0 ends |
        | the epoch of task 2 ends |
      Then task 0 sends a commit for partition 0
      And task 1 sends a commit for partition 1
      And task 2 sends a commit for partition 2

    @RDD-20
    Scenario Outline: the commit messages of a task that begins with epoch <first> name the committed epochs
      Given a write RDD over 2 partitions whose first epoch is <first>
      And task 1 is started
      When the epoch of task 1 ends
      Then task 1 commits epoch <first>
      And task 1 sends a commit for epoch <first>
      When task 1 gets the row "a"
      And the epoch of task 1 ends
      Then task 1 commits epoch <second>
      And task 1 sends a commit for epoch <second>

      Examples:
        | first      | second     |
        | 0          | 1          |
        | 14         | 15         |
        | 2147483647 | 2147483648 |
        | 4294967295 | 4294967296 |

    @RDD-20
    Scenario: two tasks in different epochs name their own epochs
      Given a write RDD over 2 partitions whose first epoch is 14
      And task 0 is started
      And task 1 is started
      And the epoch of task 1 ends
      And the epoch of task 1 ends
      When the epoch of task 0 ends
      Then task 0 sends a commit for epoch 14
      When the epoch of task 1 ends
      Then task 1 sends a commit for epoch 16

  Rule: A task sends nothing but commits to the coordinator

    @RDD-22
    Scenario: a task sends no offsets in its first epoch and in later epochs
      Given a write RDD over 2 partitions whose first epoch is 5
      When task 1 is started
      And task 1 gets the row "a"
      And the epoch of task 1 ends
      And the epoch of task 1 ends
      Then task 1 sends nothing but commits
