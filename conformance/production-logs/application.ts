import { advanceRun, advanceTask } from './advance.ts'
import { createAttribution } from './attribution.ts'
import type { CheckReport, LoggedRun } from './check-report.ts'
import { editionOfRelease } from './edition-of-release.ts'
import { findingsOn } from './findings.ts'
import type { Observation } from './observation.ts'
import { observationIn } from './patterns.ts'
import type { LogRecord } from './record.ts'
import type { Judgement, Rule } from './rule.ts'
import { rules, rulesOn } from './rules.ts'
import type { RunState } from './state.ts'
import { createTallies } from './tally.ts'
import { verdictsOf } from './verdicts.ts'
import { createVisibility, type Visibility } from './visibility.ts'

/** One Spark application, judged line by line: the lines of its executors first, then those of its driver. */
export interface Application {
  readonly take: (record: LogRecord, file: string) => void
  /** What was seen so far. `layoutOf` names the layout of a file. */
  readonly report: (layoutOf: (file: string) => string | undefined) => CheckReport
}

const cannotSeparate = 'two queries run at once, and no mark of the line says whose it is'
const ofNoQuery = 'the line is about no query that the log shows'

export function createApplication(): Application {
  const attribution = createAttribution()
  const tallies = createTallies()
  const visibility = createVisibility()
  const files = new Map<string, { readonly visibility: Visibility; records: number }>()
  let release: string | undefined

  const fileOf = (name: string) => {
    const known = files.get(name)
    if (known !== undefined) return known
    const made = { visibility: createVisibility(), records: 0 }
    files.set(name, made)
    return made
  }
  /** A violation by lines that are missing is none if some lines could not be told. */
  const certain = (judgement: Judgement, { on, also }: Rule, untold: ReadonlySet<Observation['kind']>): Judgement =>
    judgement.kind === 'violated' && [on, ...also].some((kind) => untold.has(kind))
      ? { kind: 'cannot-tell', why: cannotSeparate }
      : judgement
  return {
    take(record, name) {
      const observed = observationIn(record)
      const file = fileOf(name)
      file.records += 1
      visibility.see(record.logger, record.level, observed)
      file.visibility.see(record.logger, record.level, observed)
      if (observed === undefined) return
      if (observed.kind === 'release') release ??= observed.version
      const at = { file: name, line: record.line }
      attribution.learn(observed, record, name)
      const task = attribution.taskOf(observed, record, name)
      const run = task === undefined ? attribution.runOf(observed, record) : attribution.runOfTask(task)
      const tasks = () => (run === undefined ? [] : attribution.tasksOf(run))
      if (run === undefined && attribution.isAmbiguous())
        for (const one of attribution.live()) one.untold.add(observed.kind)
      for (const rule of rulesOn(observed.kind)) {
        if ((rule.needs === 'run' ? run : task) === undefined) {
          const why = attribution.isAmbiguous() ? cannotSeparate : ofNoQuery
          tallies.count(rule.requirements, { kind: 'cannot-tell', why }, at)
          continue
        }
        const judgement = rule.judge({ observed, run, task, tasks })
        if (judgement !== undefined)
          tallies.count(rule.requirements, certain(judgement, rule, run?.untold ?? new Set()), at)
      }
      if (run !== undefined) advanceRun(run, observed, at)
      if (task !== undefined) advanceTask(task, observed, at)
    },
    report: (layoutOf) => ({
      release,
      edition: release === undefined ? undefined : editionOfRelease(release),
      files: [...files].map(([name, file]) => ({
        name,
        role: file.visibility.role(),
        layout: layoutOf(name),
        records: file.records,
      })),
      runs: attribution.runs.map(loggedRun),
      requirements: verdictsOf(rules, tallies.of, visibility),
      findings: attribution.runs.flatMap(findingsOn),
    }),
  }
}

const loggedRun = ({ started, startEpoch, lastCommitted, lastLogged, ended }: RunState): LoggedRun => ({
  name: started?.name ?? '',
  queryId: started?.queryId,
  runId: started?.runId ?? 'unknown',
  startEpoch,
  lastCommitted: lastCommitted?.epoch,
  lastLogged: lastLogged?.epoch,
  ended: ended === undefined ? 'still running' : ended.error === undefined ? 'stopped' : 'failed',
})
