@planner
Feature: The planner plans a continuous write for a continuous query and for no other query
  The planner turns the logical write of a query into the physical operator, over the rows of the same query.
  If the planner added a write to another query, that query would start a job that never ends.

  Rule: The planner turns each WriteToContinuousDataSource into a WriteToContinuousDataSourceExec

    @PL-1
    Scenario Outline: a write over <plan> becomes the top of the physical plan
      Given a planner
      When this is planned: WriteToContinuousDataSource(<plan>)
      Then the planner puts WriteToContinuousDataSourceExec on top

      Examples:
        | plan                           |
        | LocalRelation                  |
        | Project(LocalRelation)         |
        | Filter(Project(LocalRelation)) |

    @PL-1
    Scenario Outline: a write below <logical> is planned below <physical>
      Given a planner
      When this is planned: <logical>(WriteToContinuousDataSource(LocalRelation))
      Then the planner puts WriteToContinuousDataSourceExec right below <physical>

      Examples:
        | logical | physical    |
        | Project | ProjectExec |
        | Filter  | FilterExec  |

    @PL-1
    Scenario: two writes in one plan are planned as two writes
      Given a planner
      When this is planned: WriteToContinuousDataSource(Filter(WriteToContinuousDataSource(LocalRelation)))
      Then the planner puts WriteToContinuousDataSourceExec into the plan 2 times

  Rule: A planned write has the rows of its own child, and no others

    @PL-2
    Scenario: the only child of a planned write is the physical plan of its logical child
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
    Scenario Outline: the planner plans the child of the write in <logical> as in any other plan
      Given a planner
      When this is planned: <logical>
      Then the planner plans <physical>

      Examples:
        | logical                                                     | physical                                                                     |
        | WriteToContinuousDataSource(LocalRelation)                  | WriteToContinuousDataSourceExec(LocalTableScanExec)                          |
        | WriteToContinuousDataSource(Filter(LocalRelation))          | WriteToContinuousDataSourceExec(FilterExec(LocalTableScanExec))              |
        | Project(WriteToContinuousDataSource(Filter(LocalRelation))) | ProjectExec(WriteToContinuousDataSourceExec(FilterExec(LocalTableScanExec))) |

  Rule: The planner adds no write to a plan without one

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

  Rule: Planning fails if the rows of a write cannot be planned

    @PL-3
    Scenario Outline: planning <plan> throws
      Given a planner
      When this is planned: <plan>
      Then planning throws
      And no plan is made

      Examples:
        | plan                                                              |
        | WriteToContinuousDataSource(UnresolvedRelation)                   |
        | WriteToContinuousDataSource(Filter(UnresolvedRelation))           |
        | Project(WriteToContinuousDataSource(Project(UnresolvedRelation))) |
