import { diagnose } from '../checkpoint/diagnose.ts'
import { localPath } from '../checkpoint/local-path.ts'
import { localStorage } from '../checkpoint/local-storage.ts'
import { everything, readCheckpoint } from '../checkpoint/read-checkpoint.ts'
import type { CheckedCheckpoint } from '../production-logs/check-report.ts'

/** What the checkpoints beside the logs hold. @throws UsageError */
export function examineCheckpoints(checkpoints: readonly string[]): readonly CheckedCheckpoint[] {
  return checkpoints.map((checkpoint) => ({
    checkpoint,
    diagnosis: diagnose(readCheckpoint(localStorage, localPath(checkpoint), everything)),
  }))
}
