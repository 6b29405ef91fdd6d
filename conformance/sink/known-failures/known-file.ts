import type { Document } from 'yaml'
import { z } from 'zod'
import { placeIn, Unreadable } from '../../input/read-file.ts'
import { parseYaml } from '../../input/read-yaml.ts'
import { isInRange, readVersionRange } from '../../known-failures/version.ts'
import { type SinkMode, sinkModes } from '../file/modes.ts'

/** By what an entry names what fails. */
export const listedKeys = ['scenario', 'requirement', 'token'] as const
export type ListedKey = (typeof listedKeys)[number]

const text = z.string().min(1)
const oneOrMore = z.union([text, z.array(text).min(1)])

const entry = z
  .strictObject({
    scenario: oneOrMore.exactOptional().describe('Titles of scenarios. A mode is wanted, too.'),
    requirement: oneOrMore.exactOptional().describe('Requirements of a sink, such as SK-34.'),
    token: oneOrMore.exactOptional().describe('Tokens of generated schedules.'),
    mode: z.enum(sinkModes).exactOptional().describe('In the other mode, the entry is ignored.'),
    when: z
      .strictObject({
        version: z
          .string()
          .refine((range) => readVersionRange(range) !== undefined, {
            error: 'comparisons such as ">=3.0 <3.5" are wanted (>=, <=, >, < or =, and numbers with dots)',
          })
          .describe('Comparisons with the release of Spark. Elsewhere, the entry is ignored.'),
      })
      .exactOptional(),
    reason: z.string().nullish().describe('Why it fails. TODO and an empty reason fail the run.'),
    link: z.string().exactOptional().describe('Where the failure is tracked.'),
    observed: text.exactOptional().describe('What was observed. `cwc sink --fix` writes it.'),
  })
  .check((context) => {
    const named = listedKeys.filter((key) => context.value[key] !== undefined)
    const complain = (message: string) => context.issues.push({ code: 'custom', message, input: context.value })
    if (named.length !== 1) complain('one of scenario, requirement and token is wanted')
    if (named[0] === 'scenario' && context.value.mode === undefined)
      complain(`the mode of the scenario is wanted, too (${sinkModes.join(' or ')})`)
  })
  .meta({ id: 'Entry', description: 'A known failure of a sink.' })

/** The content of such a file. An empty one has no entries. */
const fileSchema = z.array(entry)

/** Things that a run is known to fail by, all with the same observation. */
export interface KnownEntry {
  readonly at: { readonly line: number; readonly column: number }
  readonly key: ListedKey
  readonly names: readonly string[]
  readonly mode?: SinkMode
  readonly version?: string
  /** Empty if there is none yet. */
  readonly reason: string
  readonly link?: string
  /** Missing if nothing is recorded yet. */
  readonly observed?: string
}

export interface KnownFile {
  readonly file: string
  readonly text: string
  /** Keeps comments and order. */
  readonly document: Document
  readonly entries: readonly KnownEntry[]
}

/** The most characters of such a file. */
const longestFile = 2 ** 18

/** Reads the text of a file of known failures of a sink. @throws Unreadable with `FILE:LINE:COLUMN` of the first mistake */
export function parseKnownFile(file: string, text: string): KnownFile {
  if (text.length > longestFile) throw new Unreadable(`${placeIn(file)}: too large (at most 256 KiB are read)`)
  const { document, value, placeOf, checkedBy } = parseYaml(file, text)
  const entries = checkedBy(fileSchema, value ?? []).map((written, at) => entryOf(written, placeOf([at])))
  return { file, text, document, entries }
}

function entryOf(written: z.infer<typeof entry>, at: KnownEntry['at']): KnownEntry {
  const { mode, when, reason, link, observed } = written
  // The schema has seen to it that there is one.
  const key = listedKeys.find((one) => written[one] !== undefined) ?? 'scenario'
  return {
    at,
    key,
    names: [written[key] ?? []].flat(),
    ...(mode === undefined ? {} : { mode }),
    ...(when === undefined ? {} : { version: when.version }),
    reason: reason?.trim() ?? '',
    ...(link === undefined ? {} : { link }),
    ...(observed === undefined ? {} : { observed }),
  }
}

/** Whether an entry is about a run in this mode, on this release of Spark. An installed Spark does not tell its own. */
export const isHeldIn = (
  { mode, version }: KnownEntry,
  run: { readonly mode: SinkMode; readonly release?: string },
): boolean =>
  (mode === undefined || mode === run.mode) &&
  (version === undefined || isInRange(run.release ?? '', readVersionRange(version) ?? []))

/** The form of such a file as it is published, for editors: `npm run schema` writes it. */
export function knownOfSinkJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: 'urn:continuous-write-conformance:sink-known-failures',
    title: 'Known failures of a sink',
    description: 'The file that `cwc sink --known-failures FILE` reads.',
    ...z.toJSONSchema(fileSchema, { target: 'draft-2020-12' }),
  }
}
