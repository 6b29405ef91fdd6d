@task
Feature: A task logs its commits and aborts
  In the log of a stuck query these log lines tell which partition hangs, in which epoch, and before or after its commit.
  People and programs search for their exact words.

  Rule: A task logs that its writer is committing before the writer commits

    @RDD-14
    Scenario Outline: task <partition> logs that its writer is committing epoch <epoch>
      Given a write RDD over 3 partitions whose first epoch is <epoch>
      And task <partition> is started
      When task <partition> gets the row "a"
      And the epoch of task <partition> ends
      Then this happens, in this order:
        | task <partition> logs INFO "Writer for partition <partition> in epoch <epoch> is committing." |
        | task <partition> commits its writer                                                           |

      Examples:
        | partition | epoch      |
        | 0         | 0          |
        | 2         | 35         |
        | 1         | 2147483648 |

    @RDD-14
    Scenario: a task logs that its writer is committing once per epoch, with or without rows
      Given a write RDD over 2 partitions whose first epoch is 35
      When task 1 is started
      And the epoch of task 1 ends
      And task 1 gets the row "a"
      And task 1 gets the row "b"
      And the epoch of task 1 ends
      Then task 1 logs INFO "Writer for partition 1 in epoch 35 is committing."
      And task 1 logs INFO "Writer for partition 1 in epoch 36 is committing."

    @RDD-14
    Scenario: a task logs that its writer is committing before a commit that throws
      Given a write RDD over 2 partitions whose first epoch is 35
      And task 0 is started
      And the next commit of task 0 will throw IOException "disk full"
      When the epoch of task 0 ends
      Then task 0 logs INFO "Writer for partition 0 in epoch 35 is committing."

  Rule: A task logs that its writer has committed after it has told the coordinator

    @RDD-23
    Scenario Outline: task <partition> logs that its writer has committed epoch <epoch>
      Given a write RDD over 3 partitions whose first epoch is <epoch>
      And task <partition> is started
      And task <partition> gets the row "a"
      When the epoch of task <partition> ends
      Then this happens, in this order:
        | task <partition> sends a commit                                                              |
        | task <partition> logs INFO "Writer for partition <partition> in epoch <epoch> is committed." |

      Examples:
        | partition | epoch      |
        | 0         | 0          |
        | 2         | 87         |
        | 1         | 2147483648 |

    @RDD-23
    Scenario: a task logs that its writer has committed once per epoch
      Given a write RDD over 2 partitions whose first epoch is 87
      And task 1 is started
      When the epoch of task 1 ends
      And the epoch of task 1 ends
      Then task 1 logs INFO "Writer for partition 1 in epoch 87 is committed."
      And task 1 logs INFO "Writer for partition 1 in epoch 88 is committed."

    @RDD-23
    Scenario: a task does not log that its writer has committed if the coordinator cannot be told
      Given a write RDD over 2 partitions whose first epoch is 87
      And task 0 is started
      And the next send of task 0 will throw SparkException "RpcEnv already stopped."
      When the epoch of task 0 ends
      Then task 0 does not log that its writer committed

  Rule: A task logs before an abort that its writer is aborting, and after it that the writer has aborted

    @RDD-33
    Scenario Outline: a task logs that its writer is aborting after an error <from where>
      Given a write RDD over 3 partitions whose first epoch is 4
      And task 2 is started
      And the epoch of task 2 ends
      And <this is so>
      When <this happens>
      Then this happens, in this order:
        | task 2 logs ERROR "Writer for partition 2 is aborting." |
        | task 2 aborts a writer                                  |

      Examples:
        | from where    | this is so                                                   | this happens                                                 |
        | of the parent | task 2 gets the row "a"                                      | the upstream of task 2 throws IOException "connection reset" |
        | in a write    | the next write of task 2 will throw IOException "disk full"  | task 2 gets the row "a"                                      |
        | in the commit | the next commit of task 2 will throw IOException "disk full" | the epoch of task 2 ends                                     |

    @RDD-34
    Scenario Outline: a task logs that its writer has aborted after an error <from where>
      Given a write RDD over 3 partitions whose first epoch is 4
      And task 2 is started
      And the epoch of task 2 ends
      And <this is so>
      When <this happens>
      Then this happens, in this order:
        | task 2 aborts a writer                              |
        | task 2 logs ERROR "Writer for partition 2 aborted." |

      Examples:
        | from where    | this is so                                                   | this happens                                                 |
        | of the parent | task 2 gets the row "a"                                      | the upstream of task 2 throws IOException "connection reset" |
        | in a write    | the next write of task 2 will throw IOException "disk full"  | task 2 gets the row "a"                                      |
        | in the commit | the next commit of task 2 will throw IOException "disk full" | the epoch of task 2 ends                                     |

    @RDD-33 @RDD-34
    Scenario: a task logs both log lines of an abort if the coordinator cannot be told
      Given a write RDD over 2 partitions
      And task 1 is started
      And the next send of task 1 will throw SparkException "RpcEnv already stopped."
      When the epoch of task 1 ends
      Then this happens, in this order:
        | task 1 logs ERROR "Writer for partition 1 is aborting." |
        | task 1 logs ERROR "Writer for partition 1 aborted."     |

    @RDD-33
    Scenario: a task logs that its writer is aborting before an abort that throws
      Given a write RDD over 2 partitions
      And task 0 is started
      And the next write of task 0 will throw IOException "disk full"
      And the next abort of task 0 will throw IllegalStateException "broken"
      When task 0 gets the row "a"
      Then task 0 logs ERROR "Writer for partition 0 is aborting."

    @RDD-42
    Scenario Outline: a task whose abort throws after an error in the <place> does not log that its writer has aborted
      Given a write RDD over 2 partitions
      And task 1 is started
      And the next <place> of task 1 will throw IOException "disk full"
      And the next abort of task 1 will throw IllegalStateException "broken"
      When <this happens>
      Then task 1 does not log that its writer aborted

      Examples:
        | place  | this happens             |
        | write  | task 1 gets the row "a"  |
        | commit | the epoch of task 1 ends |

  Rule: A task logs both log lines of an abort for an epoch without a writer

    @RDD-39
    Scenario: a task whose parent cannot be computed logs both log lines of an abort
      Given a write RDD over 2 partitions
      And the upstream of task 1 throws IOException "no such topic"
      When task 1 is started
      Then this happens, in this order:
        | task 1 logs ERROR "Writer for partition 1 is aborting." |
        | task 1 logs ERROR "Writer for partition 1 aborted."     |

    @RDD-39
    Scenario: a task that cannot make the writer of a later epoch logs both log lines of an abort
      Given a write RDD over 2 partitions whose first epoch is 4
      And task 0 is started
      And making the next writer of task 0 will throw IOException "no such directory"
      When the epoch of task 0 ends
      Then this happens, in this order:
        | task 0 logs ERROR "Writer for partition 0 is aborting." |
        | task 0 logs ERROR "Writer for partition 0 aborted."     |

  Rule: A task that has nothing to abort logs no error

    @RDD-46
    Scenario Outline: a task logs no error when an interrupt comes <where>
      Given a write RDD over 2 partitions whose first epoch is 2
      And task 1 is started
      And <this is so>
      When <this happens>
      Then task 1 logs no error

      Examples:
        | where         | this is so                                                | this happens                        |
        | between rows  | task 1 gets the row "a"                                   | the thread of task 1 is interrupted |
        | in a write    | the next write of task 1 will throw InterruptedException  | task 1 gets the row "a"             |
        | in the commit | the next commit of task 1 will throw InterruptedException | the epoch of task 1 ends            |
        | in the send   | the next send of task 1 will throw InterruptedException   | the epoch of task 1 ends            |

    @RDD-53
    Scenario Outline: a task <without> fails without logging an error
      Given a write RDD over 2 partitions <without>
      When task 1 is started
      Then task 1 logs no error

      Examples:
        | without                |
        | with no coordinator    |
        | with no coordinator id |
        | with no start epoch    |
