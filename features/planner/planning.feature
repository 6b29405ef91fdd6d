@planner
Feature: A continuous query is planned as a continuous write, and nothing else is
  The planner is where a query comes by its write: it makes the physical operator of the logical one, over the query's own rows.
  Made where nobody asked for it, the write would start a job that never ends.

  Rule: WriteToContinuousDataSource becomes WriteToContinuousDataSourceExec, wherever it stands

    @PL-1
    Scenario Outline: on top of <plan> it becomes the top of the physical plan
      Given a planner
      When this is planned: WriteToContinuousDataSource(<plan>)
      Then the planner puts WriteToContinuousDataSourceExec on top

      Examples:
        | plan                           |
        | LocalRelation                  |
        | Project(LocalRelation)         |
        | Filter(Project(LocalRelation)) |

    @PL-1
    Scenario Outline: below <logical> it stands below <physical>
      Given a planner
      When this is planned: <logical>(WriteToContinuousDataSource(LocalRelation))
      Then the planner puts WriteToContinuousDataSourceExec right below <physical>

      Examples:
        | logical | physical    |
        | Project | ProjectExec |
        | Filter  | FilterExec  |

    @PL-1
    Scenario: two writes in one plan become two
      Given a planner
      When this is planned: WriteToContinuousDataSource(Filter(WriteToContinuousDataSource(LocalRelation)))
      Then the planner puts WriteToContinuousDataSourceExec into the plan 2 times

  Rule: It writes the rows of its child, and of nobody else

    @PL-2
    Scenario: what the logical child is planned to is the only child of the write
      Given a planner
      When this is planned:
        """
        WriteToContinuousDataSource
          Project
            Filter
              LocalRelation
        """
      Then the planner plans:
        """
        WriteToContinuousDataSourceExec
          ProjectExec
            FilterExec
              LocalTableScanExec
        """

    @PL-2
    Scenario Outline: the child of a write is planned as it is elsewhere: <logical>
      Given a planner
      When this is planned: <logical>
      Then the planner plans <physical>

      Examples:
        | logical                                                     | physical                                                                     |
        | WriteToContinuousDataSource(LocalRelation)                  | WriteToContinuousDataSourceExec(LocalTableScanExec)                          |
        | WriteToContinuousDataSource(Filter(LocalRelation))          | WriteToContinuousDataSourceExec(FilterExec(LocalTableScanExec))              |
        | Project(WriteToContinuousDataSource(Filter(LocalRelation))) | ProjectExec(WriteToContinuousDataSourceExec(FilterExec(LocalTableScanExec))) |

  Rule: A plan that does not write does not become one that does

    @OP-6
    Scenario Outline: <plan> is planned without a write
      Given a planner
      When this is planned: <plan>
      Then the planner makes a plan
      And no WriteToContinuousDataSourceExec is planned

      Examples:
        | plan                           |
        | LocalRelation                  |
        | Filter(LocalRelation)          |
        | Project(Filter(LocalRelation)) |

    @OP-6
    Scenario: a planner that has planned a write plans the next query without one
      Given a planner
      And this is planned: WriteToContinuousDataSource(Filter(LocalRelation))
      When this is planned: Filter(LocalRelation)
      Then the planner makes a plan
      And no WriteToContinuousDataSourceExec is planned

  Rule: A write whose rows cannot be planned is no plan

    @PL-3
    Scenario Outline: <plan> cannot be planned
      Given a planner
      When this is planned: <plan>
      Then planning throws
      And no plan is made

      Examples:
        | plan                                                              |
        | WriteToContinuousDataSource(UnresolvedRelation)                   |
        | WriteToContinuousDataSource(Filter(UnresolvedRelation))           |
        | Project(WriteToContinuousDataSource(Project(UnresolvedRelation))) |
