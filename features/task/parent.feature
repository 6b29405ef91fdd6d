@task
Feature: The write RDD takes its shape from its parent
  Writing moves no rows, so every partition of the source has a task of its own that writes it.
  A write RDD that claimed another shape would lose partitions, or promise an order of rows that is not there.

  Rule: It has the partitions of its parent

    @RDD-1
    Scenario Outline: a parent of <count> partitions makes a write RDD of <count>
      Given a write RDD over <count> partitions
      When the write RDD is asked what it is
      Then the write RDD describes itself with <count> partitions

      Examples:
        | count |
        | 0     |
        | 1     |
        | 2     |
        | 3     |
        | 17    |

  Rule: It has the partitioner of its parent

    @RDD-2
    Scenario: a parent with a partitioner hands it on
      Given a write RDD over 4 partitions with the partitioner "by user"
      When the write RDD is asked what it is
      Then the write RDD describes itself with the partitioner "by user"

    @RDD-2
    Scenario: a parent without a partitioner gives the write RDD none
      Given a write RDD over 4 partitions
      When the write RDD is asked what it is
      Then the write RDD describes itself with no partitioner
