import type { RunState } from './state.ts'

/** Where in the logs one application ends and the next one begins. */
export interface SuccessiveApplications {
  /** An application begins. Its predecessor had these runs. False: it is the first one. */
  readonly begin: (file: string, runs: readonly RunState[]) => boolean
  /** Whether the log shows the begin of its application: if not, queries of which it shows no start may run. */
  readonly isBegun: () => boolean
  /** Whether the file shows the begin of the present application. */
  readonly isBegunIn: (file: string) => boolean
  readonly isOfEarlier: (run: RunState) => boolean
  /** A line shows that the application has continuous queries. */
  readonly seeContinuous: () => void
  readonly isContinuousSeen: () => boolean
  /** The present application begins a run. */
  readonly seeRun: () => void
  /** A line that only a continuous query has, and only while it runs; in this file, unless that does not matter. */
  readonly seeRunning: (file?: string) => void
  /** A line shows that the lines of two applications are mixed. */
  readonly seeMixed: () => void
  /** Whether an application has written lines behind the first line of the next one: whose an unmarked line is, nothing says. */
  readonly isMixed: () => boolean
}

export function createSuccessiveApplications(): SuccessiveApplications {
  let count = 0
  let isContinuousSeen = false
  /** The present application, which is not the first one, has begun no run yet. */
  let isBeforeFirstRun = false
  let isMixed = false
  /** The file of the present application's first line. */
  let fileOfBegin: string | undefined
  const ofEarlier = new Set<RunState>()
  return {
    begin(file, runs) {
      fileOfBegin = file
      count += 1
      if (count === 1) return false
      for (const run of runs) ofEarlier.add(run)
      isBeforeFirstRun = isContinuousSeen
      return true
    },
    isBegun: () => count > 0,
    isBegunIn: (file) => file === fileOfBegin,
    isOfEarlier: (run) => ofEarlier.has(run),
    seeContinuous() {
      isContinuousSeen = true
    },
    isContinuousSeen: () => isContinuousSeen,
    seeRun() {
      isBeforeFirstRun = false
    },
    seeRunning(file = fileOfBegin) {
      if (isBeforeFirstRun && file === fileOfBegin) isMixed = true
    },
    seeMixed() {
      isMixed = true
    },
    isMixed: () => isMixed,
  }
}
