import { advanceRun, advanceTask } from './advance.ts'
import { createAttribution } from './attribution.ts'
import type { Observation } from './observation.ts'
import type { LogRecord } from './record.ts'
import { rulesOn } from './rules.ts'
import type { RunState } from './state.ts'
import { createTallies, type Tally } from './tally.ts'

/** One Spark application, judged line by line: the lines of its executors first, then those of its driver. */
export interface Application {
  readonly take: (observed: Observation, record: LogRecord, file: string) => void
  readonly runs: readonly RunState[]
  readonly tallies: ReadonlyMap<string, Tally>
  /** The release, if a line has said it. */
  readonly release: () => string | undefined
}

const cannotSeparate = 'two queries run at once, and no mark of the line says whose it is'
const ofNoQuery = 'the line is about no query that the log shows'

export function createApplication(): Application {
  const attribution = createAttribution()
  const tallies = createTallies()
  let release: string | undefined
  return {
    runs: attribution.runs,
    tallies: tallies.of,
    release: () => release,
    take(observed, record, file) {
      if (observed.kind === 'release') release ??= observed.version
      const at = { file, line: record.line }
      attribution.learn(observed, record, file)
      const task = attribution.taskOf(observed, record, file)
      const run = task === undefined ? attribution.runOf(observed, record) : attribution.runOfTask(task)
      const tasks = () => (run === undefined ? [] : attribution.tasksOf(run))
      for (const { requirements, needs, judge } of rulesOn(observed.kind)) {
        if ((needs === 'run' ? run : task) === undefined) {
          const why = attribution.isAmbiguous() ? cannotSeparate : ofNoQuery
          tallies.count(requirements, { kind: 'cannot-tell', why }, at)
          continue
        }
        const judgement = judge({ observed, run, task, tasks })
        if (judgement !== undefined) tallies.count(requirements, judgement, at)
      }
      if (run !== undefined) advanceRun(run, observed, at)
      if (task !== undefined) advanceTask(task, observed, at)
    },
  }
}
