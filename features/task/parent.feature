@task
Feature: The write RDD has the partitions and the partitioner of its parent
  A write moves no rows, so each partition of the source has its own task.
  A write RDD of another shape would lose partitions, or promise an order of rows that does not exist.

  Rule: The write RDD has the partitions of its parent

    @RDD-1
    Scenario Outline: the write RDD over a parent with <partitions> has as many partitions
      Given a write RDD over <partitions>
      When the write RDD is asked to describe itself
      Then the write RDD describes itself with <partitions>

      Examples:
        | partitions    |
        | 0 partitions  |
        | 1 partition   |
        | 2 partitions  |
        | 3 partitions  |
        | 17 partitions |

  Rule: The write RDD has the partitioner of its parent

    @RDD-2
    Scenario: the write RDD has the same partitioner as its parent
      Given a write RDD over 4 partitions with the partitioner "by user"
      When the write RDD is asked to describe itself
      Then the write RDD describes itself with the partitioner "by user"

    @RDD-2
    Scenario: the write RDD has no partitioner if its parent has none
      Given a write RDD over 4 partitions
      When the write RDD is asked to describe itself
      Then the write RDD describes itself with no partitioner
