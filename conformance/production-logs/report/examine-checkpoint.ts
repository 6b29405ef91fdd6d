import { resolve } from 'node:path'
import { diagnose } from '../../checkpoint/diagnose.ts'
import { localPath } from '../../checkpoint/local-path.ts'
import { localStorage } from '../../checkpoint/local-storage.ts'
import { everything, readCheckpoint } from '../../checkpoint/read-checkpoint.ts'
import type { CheckedCheckpoint, CheckReport } from './check-report.ts'
import { joinCheckpoint } from './checkpoint-join.ts'
import { concludeCheckpoint } from './checkpoint-verdict.ts'

/** What a checkpoint holds, and how it fits the runs in the logs. @throws UsageError */
export function examineCheckpoint(
  checkpoint: string,
  applications: readonly Pick<CheckReport, 'runs' | 'findings'>[],
): CheckedCheckpoint {
  const path = localPath(checkpoint)
  const reading = readCheckpoint(localStorage, path, everything)
  const join = reading.kind === 'none' ? undefined : joinCheckpoint(reading.checkpoint, resolve(path), applications)
  const diagnosis = diagnose(reading)
  return { checkpoint, diagnosis, join, conclusion: concludeCheckpoint(diagnosis, join) }
}
