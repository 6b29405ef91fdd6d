@task
Feature: A commit for each epoch
  A writer commits its epoch in the sink, and then the task tells the coordinator of it.
  What the coordinator hears may be committed at once, so it has to be complete, true, and said once.

  Rule: The writer commits once, when all rows of its epoch are written

    @RDD-15
    Scenario: as long as the parent may give another row nothing is committed
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
    Scenario: the last row is written before the commit, and so is the first
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
    Scenario: the end of one partition's epoch commits no other partition
      Given a write RDD over 3 partitions
      And task 0 is started
      And task 1 is started
      And task 2 is started
      When the epoch of task 1 ends
      Then task 1 commits its writer
      And task 0 commits nothing
      And task 2 commits nothing

  Rule: An epoch without rows is one like any other

    @RDD-16
    Scenario: a task that gets no row at all writes, commits and sends all the same
      Given a write RDD over 2 partitions whose first epoch is 70
      When task 1 is started
      Then task 1 makes a writer
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 commits its writer |
        | task 1 sends a commit     |

    @RDD-16
    Scenario: so does one that gets no row after an epoch that had some
      Given a write RDD over 2 partitions whose first epoch is 70
      And task 0 is started
      And task 0 gets the row "a"
      And the epoch of task 0 ends
      When the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 commits its writer |
        | task 0 sends a commit     |

  Rule: The coordinator is told after the commit, once

    @RDD-17
    Scenario: the message follows the writer's commit in each epoch
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
    Scenario: a commit that throws is not told of
      Given a write RDD over 2 partitions whose first epoch is 1
      And task 0 is started
      And the next commit of task 0 will throw IOException "disk full"
      When task 0 gets the row "a"
      And the epoch of task 0 ends
      Then task 0 sends nothing

  Rule: The message says what was committed: by which partition, in which epoch, and as what

    @RDD-18
    Scenario: it carries the message that the writer's commit gave, each epoch's its own
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
    Scenario: it names the partition of the task, whatever the order of the tasks
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
    Scenario: tasks that end their epochs at the same time name one partition each
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
    Scenario Outline: it names the epoch that was committed, from epoch <first> on
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
    Scenario: two tasks in different epochs name each their own
      Given a write RDD over 2 partitions whose first epoch is 14
      And task 0 is started
      And task 1 is started
      And the epoch of task 1 ends
      And the epoch of task 1 ends
      When the epoch of task 0 ends
      Then task 0 sends a commit for epoch 14
      When the epoch of task 1 ends
      Then task 1 sends a commit for epoch 16

  Rule: Nothing else is sent to the coordinator

    @RDD-22
    Scenario: offsets are left to the reader, in the first epoch and in later ones
      Given a write RDD over 2 partitions whose first epoch is 5
      When task 1 is started
      And task 1 gets the row "a"
      And the epoch of task 1 ends
      And the epoch of task 1 ends
      Then task 1 sends nothing but commits
