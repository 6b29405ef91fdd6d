import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { DriverChoice } from '../../drivers/choice.ts'
import type { RunsByRole } from '../../generated/runs-by-role.ts'
import { kit } from '../../kit.ts'
import { type Digest, digestOfJudge } from '../../report/digests.ts'
import { digestOfDriver } from '../../report/driver-digest.ts'
import { readReport, Unreadable } from '../../report/read-report.ts'
import type { RunReport } from '../../report/report.ts'
import { isComplete } from '../column.ts'

/** The run that a folder is to contain. */
export interface WantedRun {
  readonly choice: DriverChoice
  readonly tags: string
  /** The digest of the cases that `tags` selects. */
  readonly suite: Digest
  readonly runs: RunsByRole | undefined
  readonly seed: number
}

/** The report in the folder, if it is just the one that the run would write again. */
export function reusableReport(folder: string, wanted: WantedRun): RunReport | undefined {
  // Only the files on the command line of a program are known, so the program may have changed.
  if (wanted.choice.kind === 'command') return undefined
  const file = join(folder, 'report.json')
  if (!existsSync(file)) return undefined
  const report = readOrNothing(file)
  return report !== undefined && isComplete(report) && isOf(report, wanted) ? report : undefined
}

function readOrNothing(file: string): RunReport | undefined {
  try {
    return readReport(file)
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

function isOf(report: RunReport, { choice, tags, suite, runs = new Map(), seed }: WantedRun): boolean {
  const offered = [...runs].filter(([role]) => report.driver.roles.includes(role))
  return (
    report.kit.version === kit.version &&
    report.suite.digest === suite &&
    report.judge === digestOfJudge() &&
    isDeepStrictEqual(report.driver.choice, choice) &&
    report.driver.digest === digestOfDriver(choice) &&
    report.selection === tags &&
    report.generated.length === offered.length &&
    report.generated.every((one) => one.seed === seed && one.planned === runs.get(one.role))
  )
}
