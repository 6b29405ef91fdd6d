import type { Guarantee } from '../file/guarantees.ts'
import type { SinkMode } from '../file/modes.ts'
import type { SchedulesTried } from '../generated/search-generated.ts'
import { type JudgedInAll, judgeRequirements } from '../requirements/judge-requirements.ts'
import { type FoundGuarantees, guaranteesOf } from '../verdict/judge-sink.ts'
import type { AnyTriedSchedule } from '../verdict/tried-schedule.ts'
import { type AnyTried, type FaultRow, faultTable } from './fault-table.ts'
import { type ThrownBySink, thrownBySink } from './thrown-by-sink.ts'

/** What was run in a sink. */
export interface SinkTrial {
  readonly mode: SinkMode
  /** All scenarios that were to be run, in their order. */
  readonly planned: readonly AnyTried['scenario'][]
  readonly tried: readonly AnyTried[]
  /** Missing if no schedule was to be generated. */
  readonly search?: SchedulesTried & { readonly seed: number }
  /** Not all that was to be run was run. */
  readonly isInterrupted: boolean
  readonly claim?: Guarantee | undefined
  /** The release of Spark; missing if an installed one was run. */
  readonly release?: string
}

/** What follows from it. */
export interface SinkFindings extends FoundGuarantees {
  readonly faults: readonly FaultRow[]
  readonly requirements: readonly JudgedInAll[]
  readonly thrown: readonly ThrownBySink[]
  /** The scenarios in which rows are out of order, though an order is promised and Spark does as documented. */
  readonly outOfOrder: readonly string[]
}

export function findingsOf(trial: SinkTrial): SinkFindings {
  const { mode, release } = trial
  const cases = allTried(trial)
  return {
    ...guaranteesOf(cases),
    faults: faultTable(cases, mode),
    requirements: judgeRequirements(cases, release, mode),
    thrown: thrownBySink(cases),
    outOfOrder: cases.flatMap(({ scenario, result }) =>
      scenario.spark === 'as documented' &&
      result.kind === 'seen' &&
      result.isTold &&
      (result.outOfOrder ?? []).length > 0
        ? [scenario.name]
        : [],
    ),
  }
}

/** All scenarios and generated schedules, the shrunk ones last. */
export const allTried = ({ tried, search }: Pick<SinkTrial, 'tried' | 'search'>): readonly AnyTried[] => [
  ...tried,
  ...asScenarios(search),
]

/** What a trial lacks: without gaps, each scenario was run to its end with a row that was committed. A generated schedule need not commit one. */
export interface Gap {
  readonly kind:
    | 'interrupted'
    | 'scenarios not run'
    | 'scenarios broken'
    | 'scenarios without a row'
    | 'schedules broken'
  readonly count: number
  /** The scenarios or tokens. */
  readonly names: readonly string[]
}

export function gapsIn({ planned, tried, search, isInterrupted }: SinkTrial): readonly Gap[] {
  const named = (those: readonly AnyTried[]) => those.map(({ scenario }) => scenario.name)
  const notRun = planned.slice(tried.length).map(({ name }) => name)
  const gaps: readonly Gap[] = [
    { kind: 'interrupted', count: isInterrupted ? 1 : 0, names: [] },
    gapOf('scenarios not run', notRun),
    gapOf('scenarios broken', named(tried.filter(({ result }) => isBroken(result)))),
    gapOf('scenarios without a row', named(tried.filter(({ result }) => result.kind === 'seen' && !result.isTold))),
    gapOf(
      'schedules broken',
      (search?.tried ?? []).filter(({ result }) => isBroken(result)).map(({ token }) => token),
    ),
  ]
  return gaps.filter(({ count }) => count > 0)
}

const gapOf = (kind: Gap['kind'], names: readonly string[]): Gap => ({ kind, count: names.length, names })

export const isWhole = (trial: SinkTrial): boolean => gapsIn(trial).length === 0

const isBroken = ({ kind }: AnyTried['result']) => kind === 'broken'

const asScenarios = (search: SchedulesTried | undefined): readonly AnyTried[] =>
  [...(search?.tried ?? []), ...(search?.found ?? []).map(({ shrunk }) => shrunk)].map(asScenario)

/** A generated schedule as a scenario, which its token names. */
export const asScenario = ({ token, fault, spark, schedule, result }: AnyTriedSchedule): AnyTried => ({
  scenario: { name: token, fault, spark, ...schedule },
  result,
})
