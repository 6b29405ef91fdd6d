import { type CarriedOut, carryOut, folderBeside } from '../../checkpoint/carry-out.ts'
import { checkpointAbove, checkpointIn } from '../../checkpoint/checkpoint-near.ts'
import { commandStorage } from '../../checkpoint/command-storage.ts'
import { describeDiagnosis, describeMended } from '../../checkpoint/describe-diagnosis.ts'
import { announce, describeCarriedOut, describePlan } from '../../checkpoint/describe-repair.ts'
import { describeWayOn } from '../../checkpoint/describe-way-on.ts'
import { diagnose } from '../../checkpoint/diagnose.ts'
import type { CheckpointDiagnosis } from '../../checkpoint/diagnosis.ts'
import { localPath } from '../../checkpoint/local-path.ts'
import { localStorage } from '../../checkpoint/local-storage.ts'
import {
  allEntries,
  type Extent,
  everything,
  least,
  noEntries,
  type Reading,
  readCheckpoint,
} from '../../checkpoint/read-checkpoint.ts'
import { planRepair, type Repair } from '../../checkpoint/repair.ts'
import { runningQuery } from '../../checkpoint/running-query.ts'
import type { Storage } from '../../checkpoint/storage.ts'
import { isUncertain } from '../../checkpoint/suspect-entries.ts'
import { isBadVerdict } from '../../checkpoint/verdict-on.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { shellWord } from '../../shell-word.ts'
import { visibleJson } from '../../visible.ts'
import { wordsOfCommand } from '../../words-of-command.ts'

/** The options of `cwc doctor`. */
export interface DoctorOptions {
  readonly fix?: boolean
  /** Undefined: true if standard output is no terminal. */
  readonly dryRun?: boolean
  /** In seconds. */
  readonly quietFor: number
  readonly via?: string
  /** In seconds, for one call of the command of `via`. */
  readonly timeout: number
  /** With `via`: read all entries, not only the last ones. */
  readonly all?: boolean
  /** A missing or an empty folder is a first start. */
  readonly missingOk?: boolean
  /** Suspect entries up to this epoch are known. */
  readonly knownUpTo?: number
  /** A checkpoint that is clean, but not certain, ends with 3. */
  readonly strict?: boolean
  readonly json?: boolean
}

/** One checkpoint, as `--json` prints it. */
export interface Examined {
  /** As the user named it. */
  readonly checkpoint: string
  readonly diagnosis: CheckpointDiagnosis
  /** What `--fix` does with it. */
  readonly repair: Repair
  /** What became of that, and the diagnosis behind it; missing if nothing was to be moved. */
  readonly carriedOut?: CarriedOut & { readonly after: CheckpointDiagnosis }
}

/** Looks at each checkpoint, and mends it if that is asked for. @throws UsageError */
export function doctor(checkpoints: readonly string[], options: DoctorOptions): ExitCode {
  if (options.all === true && options.via === undefined) throw new UsageError('--all: only with --via')
  if (options.knownUpTo !== undefined && checkpoints.length > 1) {
    throw new UsageError('--known-up-to: its epoch is that of one checkpoint (one checkpoint is wanted)')
  }
  const storage =
    options.via === undefined ? localStorage : commandStorage(wordsOfCommand('--via', options.via), options.timeout)
  const examined: Examined[] = []
  for (const named of checkpoints) {
    const one = examine(storage, named, options)
    examined.push(one)
    // At once: the next one may take minutes.
    if (options.json !== true) console.log(`${examined.length > 1 ? '\n' : ''}${describe(storage, one, options)}`)
  }
  if (options.json === true) console.log(visibleJson(JSON.stringify(examined, null, 2)))
  return exitCodeOf(examined, options)
}

function examine(storage: Storage, named: string, options: DoctorOptions): Examined {
  const checkpoint = pathOf(named, options)
  const read = (extent: Extent) => readCheckpoint(storage, checkpoint, extent)
  const extent = options.via === undefined ? everything : options.all === true ? allEntries : least
  const reading = read(extent)
  const diagnosis = withHint(storage, { checkpoint, reading }, diagnose(reading, options))
  if (reading.kind === 'none') return { checkpoint: named, diagnosis, repair: { kind: 'nothing to do' } }
  const planned = planRepair(reading.checkpoint, diagnosis)
  if (options.fix !== true || planned.kind !== 'moves') return { checkpoint: named, diagnosis, repair: planned }
  const running = runningQuery(reading.checkpoint, { now: Date.now(), quiet: options.quietFor })
  if (running !== undefined) {
    return { checkpoint: named, diagnosis, repair: { kind: 'refused', why: running } }
  }
  if (options.dryRun ?? !process.stdout.isTTY) return { checkpoint: named, diagnosis, repair: planned }
  const folder = folderBeside(checkpoint, new Date())
  const { moves } = planned
  const onBegin = () => console.error(announce(storage, { checkpoint, folder, moves }))
  const readAgain = () => read(noEntries)
  const carriedOut = carryOut(storage, { checkpoint, folder, moves, before: reading.checkpoint, readAgain, onBegin })
  const after = carriedOut.done.length === 0 ? diagnosis : diagnose(read(extent), options)
  return { checkpoint: named, diagnosis, repair: planned, carriedOut: { ...carriedOut, after } }
}

/** Says which folder may be meant if this one is no checkpoint, or how to say that it is none yet. */
function withHint(
  storage: Storage,
  { checkpoint, reading }: { readonly checkpoint: string; readonly reading: Reading },
  diagnosis: CheckpointDiagnosis,
): CheckpointDiagnosis {
  const { why } = diagnosis
  if (why === undefined) return diagnosis
  const isMissing = reading.kind === 'none' && reading.isMissing
  const meant = isMissing
    ? undefined
    : (checkpointAbove(storage, checkpoint) ??
      (reading.kind === 'none' ? undefined : checkpointIn(storage, checkpoint)))
  if (meant !== undefined) return { ...diagnosis, why: `${why}; did you mean ${meant}?` }
  const isNone = isMissing || (reading.kind === 'checkpoint' && reading.checkpoint.isEmpty)
  return isNone ? { ...diagnosis, why: `${why}; if the query has not run yet, say so with --missing-ok` } : diagnosis
}

function describe(storage: Storage, one: Examined, options: DoctorOptions): string {
  const { checkpoint, diagnosis, repair, carriedOut } = one
  if (carriedOut === undefined) {
    return describeDiagnosis(checkpoint, diagnosis, [
      ...describePlan(repair, { command: commandOf(checkpoint, options), isDryRun: options.fix === true }),
      ...describeWayOn(diagnosis, {
        accepting: (knownUpTo) => accepting(checkpoint, { ...options, knownUpTo }),
        asking: asking(checkpoint, options),
      }),
    ])
  }
  const done = describeCarriedOut(storage, pathOf(checkpoint, options), carriedOut)
  return carriedOut.done.length === 0
    ? describeDiagnosis(checkpoint, diagnosis, done)
    : describeMended(checkpoint, { before: diagnosis, after: carriedOut.after }, done)
}

/** The command that mends the checkpoint. */
const commandOf = (checkpoint: string, options: DoctorOptions) =>
  commandLine(checkpoint, ['--fix', ...(options.fix === true ? ['--no-dry-run'] : [])], options)

/** The command that accepts what is suspect up to an epoch, and does what was asked for. */
const accepting = (checkpoint: string, options: DoctorOptions) =>
  commandLine(checkpoint, options.fix === true ? ['--fix', '--no-dry-run'] : [], options)

/** The command that asks the log of the last run. `cwc check` reads no other stores. */
const asking = (checkpoint: string, { via }: DoctorOptions) =>
  `npx cwc check driver.log${via === undefined ? ` --checkpoint ${shellWord(checkpoint)}` : ''}`

function commandLine(checkpoint: string, first: readonly string[], { via, timeout, knownUpTo }: DoctorOptions): string {
  const words = [
    ...['npx', 'cwc', 'doctor', ...first],
    ...(knownUpTo === undefined ? [] : ['--known-up-to', String(knownUpTo)]),
    ...(via === undefined ? [] : ['--via', via, '--timeout', String(timeout)]),
    checkpoint,
  ]
  return words.map(shellWord).join(' ')
}

const pathOf = (named: string, { via }: DoctorOptions) =>
  via === undefined ? localPath(named) : named.replace(/(?<=[^/:])\/+$/, '')

function exitCodeOf(examined: readonly Examined[], { strict = false }: DoctorOptions): ExitCode {
  const last = examined.map(({ diagnosis, carriedOut }) => carriedOut?.after ?? diagnosis)
  const verdicts = last.map(({ verdict }) => verdict)
  if (verdicts.some(isBadVerdict)) return exitCodes.doesNotConform
  const isFine = verdicts.every((verdict) => verdict === 'clean' || verdict === 'first start')
  return isFine && !(strict && last.some(isUncertain)) ? exitCodes.conforms : exitCodes.couldNotRun
}
