import { type CarriedOut, carryOut, folderBeside } from '../../checkpoint/carry-out.ts'
import { commandStorage } from '../../checkpoint/command-storage.ts'
import { describeDiagnosis } from '../../checkpoint/describe-diagnosis.ts'
import { describeRepair } from '../../checkpoint/describe-repair.ts'
import { diagnose } from '../../checkpoint/diagnose.ts'
import type { CheckpointDiagnosis } from '../../checkpoint/diagnosis.ts'
import { localStorage } from '../../checkpoint/local-storage.ts'
import { readCheckpoint } from '../../checkpoint/read-checkpoint.ts'
import { planRepair, type Repair } from '../../checkpoint/repair.ts'
import { runningQuery } from '../../checkpoint/running-query.ts'
import type { Storage } from '../../checkpoint/storage.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { visibleJson } from '../../visible.ts'

/** The options of `cwc doctor`. */
export interface DoctorOptions {
  readonly fix?: boolean
  /** Undefined: true if standard output is no terminal. */
  readonly dryRun?: boolean
  /** In seconds. */
  readonly quietFor: number
  readonly via?: string
  readonly json?: boolean
}

/** One checkpoint with its diagnosis, and with what `--fix` did. */
export interface Examined {
  readonly checkpoint: string
  readonly diagnosis: CheckpointDiagnosis
  readonly repair: Repair | undefined
  readonly carriedOut: CarriedOut | undefined
}

/** Looks at each checkpoint, and mends it if that is asked for. @throws UsageError */
export function doctor(checkpoints: readonly string[], options: DoctorOptions): ExitCode {
  const storage = options.via === undefined ? localStorage : commandStorage(wordsOf(options.via))
  const examined = checkpoints.map((checkpoint) => examine(storage, checkpoint, options))
  if (options.json === true) console.log(visibleJson(JSON.stringify(examined, null, 2)))
  else console.log(examined.map((one) => describe(storage, one)).join('\n\n'))
  return exitCodeOf(examined)
}

function examine(storage: Storage, named: string, options: DoctorOptions): Examined {
  const checkpoint = options.via === undefined ? localPath(named) : named
  const read = () =>
    readCheckpoint(storage, checkpoint, { committedEntries: options.via === undefined ? Number.MAX_SAFE_INTEGER : 5 })
  const before = read()
  const diagnosis = diagnose(before)
  if (options.fix !== true || before === undefined)
    return { checkpoint: named, diagnosis, repair: undefined, carriedOut: undefined }
  const planned = planRepair(before, diagnosis)
  const running =
    planned.kind === 'moves' ? runningQuery(before, { now: Date.now(), quiet: options.quietFor }) : undefined
  const repair: Repair = running === undefined ? planned : { kind: 'refused', why: running }
  const isDry = options.dryRun ?? !process.stdout.isTTY
  const carriedOut =
    repair.kind !== 'moves' || isDry
      ? undefined
      : carryOut(storage, {
          checkpoint,
          folder: folderBeside(checkpoint, new Date()),
          moves: repair.moves,
          before,
          readAgain: read,
        })
  return { checkpoint: named, diagnosis, repair, carriedOut }
}

function describe(storage: Storage, { checkpoint, diagnosis, repair, carriedOut }: Examined): string {
  const text = describeDiagnosis(checkpoint, diagnosis)
  return repair === undefined ? text : `${text}\n${describeRepair(storage, localPath(checkpoint), repair, carriedOut)}`
}

/** A mended checkpoint is clean; one that only would be mended is not. */
function exitCodeOf(examined: readonly Examined[]): ExitCode {
  const verdicts = examined.map(({ diagnosis, carriedOut }) =>
    carriedOut !== undefined && carriedOut.stopped === undefined ? 'clean' : diagnosis.verdict,
  )
  if (verdicts.some((verdict) => ['dangerous', 'suspect', 'will not start'].includes(verdict)))
    return exitCodes.doesNotConform
  return verdicts.every((verdict) => verdict === 'clean') ? exitCodes.conforms : exitCodes.couldNotRun
}

const localPath = (named: string) => named.replace(/^file:(?:\/\/(?=\/))?/, '').replace(/(?<=.)\/+$/, '')

function wordsOf(command: string): readonly string[] {
  const words = command.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) throw new UsageError("--via: no command (such as 'hdfs dfs' is wanted)")
  return words
}
