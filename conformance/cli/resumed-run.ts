import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { roles } from '../../src/contract/roles.ts'
import { UsageError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'
import { checkedBy } from '../input/read-json.ts'
import { lockFolder } from '../report/lock-folder.ts'
import { journalPath } from '../run/journal.ts'
import { type InterruptedRun, mustHaveJournal, readJournal } from '../run/read-journal.ts'
import type { RunOptions, RunWords } from './actions/run.ts'

/** The command line of a run as its journal keeps it. */
const givenSchema = z.strictObject({
  places: z.array(z.string()),
  command: z.array(z.string()),
  driver: z.string().exactOptional(),
  master: z.string().exactOptional(),
  sparkHome: z.string().exactOptional(),
  edition: z.string().exactOptional(),
  role: z.enum(roles).exactOptional(),
  requirement: z.array(z.string()).exactOptional(),
  tags: z.string().exactOptional(),
  features: z.array(z.string()).exactOptional(),
  scenarios: z.boolean(),
  runs: z.array(z.tuple([z.enum(roles), z.int()])).exactOptional(),
  seed: z.int().exactOptional(),
  offeredOnly: z.boolean().exactOptional(),
  shard: z.strictObject({ index: z.int(), of: z.int() }).exactOptional(),
  timeout: z.number(),
  knownFailures: z.union([z.string(), z.boolean()]).exactOptional(),
  fix: z.boolean().exactOptional(),
})
type Given = z.infer<typeof givenSchema>

/** All options of a run that its journal keeps. */
const keptOptions = givenSchema.omit({ places: true, command: true }).keyof().options

/** The command line of a run, for its journal. What the run shows does not depend on the options that are left out. */
export function givenOf({ places, command }: RunWords, options: RunOptions): Given {
  const { report: _, resume: __, jobs: ___, annotations: ____, color: _____, ...kept } = options
  const { runs, requirement, features, ...others } = kept
  return {
    ...others,
    places: [...places],
    command: [...command],
    ...(runs === undefined ? {} : { runs: [...runs] }),
    ...(requirement === undefined ? {} : { requirement: [...requirement] }),
    ...(features === undefined ? {} : { features: [...features] }),
  }
}

/** An interrupted run, with its command line. */
export interface ResumedRun extends InterruptedRun, RunWords {
  readonly options: RunOptions
}

/**
 * The interrupted run in the folder, which this process has reserved from now on. Its options are those with which it began. The options
 * `explicit` of this command line have to be the same, but for those that change nothing of what the run shows.
 *
 * @throws UsageError
 */
export function resumedRun(
  folder: string,
  words: RunWords,
  { options, explicit }: { readonly options: RunOptions; readonly explicit: ReadonlySet<string> },
): ResumedRun {
  if (explicit.has('report')) {
    throw new UsageError(
      '--report: does not go with --resume (the report is written into the folder that --resume names)',
    )
  }
  mustHaveJournal(folder)
  lockFolder(folder)
  const interrupted = readJournal(folder)
  const began = givenIn(interrupted, `${journalPath(folder)}:1`)
  if (words.command.length > 0 && !isDeepStrictEqual(words.command, began.command)) throw differs(folder, 'driver')
  if (words.places.length > 0 && !isDeepStrictEqual(words.places, began.places)) throw differs(folder, 'selection')
  const other = keptOptions.find((name) => explicit.has(name) && !isDeepStrictEqual(options[name], began.options[name]))
  if (other !== undefined) throw differs(folder, optionWord(other))
  const { jobs, annotations, color } = options
  const changed = {
    report: folder,
    ...(jobs === undefined ? {} : { jobs }),
    ...(annotations === undefined ? {} : { annotations }),
    ...(color === undefined ? {} : { color }),
  }
  return { ...interrupted, ...began, options: { ...began.options, ...changed } }
}

function givenIn({ head }: InterruptedRun, file: string): RunWords & { readonly options: RunOptions } {
  const given = checkedBy(givenSchema, head.given, { file, kind: 'the head of a journal' })
  const { places, command, runs, ...options } = given
  return { places, command, options: { ...options, ...(runs === undefined ? {} : { runs: new Map(runs) }) } }
}

const differs = (folder: string, what: string) =>
  new UsageError(
    `--resume: ${placeIn(folder)}: the run there has another ${what} (leave it out: it is taken from the run)`,
  )

const optionWord = (name: string) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
