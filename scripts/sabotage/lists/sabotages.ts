import type { Sabotage } from '../sabotage.ts'
import { checkSabotages } from './check.ts'
import { doctorSabotages } from './doctor.ts'
import { driverAnswerSabotages } from './driver-answers.ts'
import { exitCodeSabotages } from './exit-codes.ts'
import { firstLineSabotages } from './first-lines.ts'
import { knownFailureSabotages } from './known-failures.ts'
import { logReportSabotages } from './log-reports.ts'
import { logsOnSparkSabotages } from './logs-on-spark.ts'
import { reportFileSabotages } from './report-files.ts'
import { runSabotages } from './runs.ts'
import { sinkOptionSabotages } from './sink-options.ts'
import { sinkSabotages } from './sinks.ts'
import { userInputSabotages } from './user-input.ts'

/** All sabotages of the kit. */
export const sabotages: readonly Sabotage[] = [
  ...checkSabotages,
  ...doctorSabotages,
  ...driverAnswerSabotages,
  ...exitCodeSabotages,
  ...firstLineSabotages,
  ...knownFailureSabotages,
  ...logsOnSparkSabotages,
  ...logReportSabotages,
  ...reportFileSabotages,
  ...runSabotages,
  ...sinkOptionSabotages,
  ...sinkSabotages,
  ...userInputSabotages,
]
