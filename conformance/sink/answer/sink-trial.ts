import type { Guarantee } from '../file/guarantees.ts'
import type { SinkMode } from '../file/modes.ts'
import type { SchedulesTried } from '../generated/search-generated.ts'
import { type JudgedInAll, judgeRequirements } from '../requirements/judge-requirements.ts'
import { type FoundGuarantees, guaranteesOf } from '../verdict/judge-sink.ts'
import type { AnyTriedSchedule } from '../verdict/tried-schedule.ts'
import { type AnyTried, type FaultRow, faultTable } from './fault-table.ts'

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
}

export function findingsOf(trial: SinkTrial): SinkFindings {
  const { mode, release } = trial
  const cases = allTried(trial)
  return {
    ...guaranteesOf(cases),
    faults: faultTable(cases, mode),
    requirements: judgeRequirements(cases, release, mode),
  }
}

/** All scenarios and generated schedules, the shrunk ones last. */
export const allTried = ({ tried, search }: Pick<SinkTrial, 'tried' | 'search'>): readonly AnyTried[] => [
  ...tried,
  ...asScenarios(search),
]

/** Whether all was run to its end, each scenario with a row that was committed. A generated schedule need not commit one. */
export const isWhole = ({ planned, tried, search, isInterrupted }: SinkTrial): boolean =>
  !isInterrupted &&
  tried.length === planned.length &&
  tried.every(({ result }) => result.kind === 'seen' && result.isTold) &&
  (search === undefined || search.tried.every(isSeen))

const isSeen = ({ result }: AnyTriedSchedule) => result.kind === 'seen'

const asScenarios = (search: SchedulesTried | undefined): readonly AnyTried[] =>
  [...(search?.tried ?? []), ...(search?.found ?? []).map(({ shrunk }) => shrunk)].map(asScenario)

/** A generated schedule as a scenario, which its token names. */
export const asScenario = ({ token, fault, spark, schedule, result }: AnyTriedSchedule): AnyTried => ({
  scenario: { name: token, fault, spark, ...schedule },
  result,
})
