import type { Document } from 'yaml'
import { placeIn, Unreadable } from '../input/read-file.ts'
import { parseYaml } from '../input/read-yaml.ts'
import type { Cause } from '../report/cause.ts'
import type { EntryPlace } from '../report/known-failures.ts'
import type { Entry, Placed } from './entry.ts'
import { knownFailuresSchema, type WrittenEntry } from './file-schema.ts'

/** A file of known failures: its entries, and the document that keeps comments and order. */
export interface ParsedFile {
  readonly file: string
  readonly text: string
  readonly document: Document
  readonly entries: readonly Entry[]
}

/** The most characters of such a file: about ten times what all scenarios of the suite need. The parser takes seconds for more. */
export const longestFile = 2 ** 18

/**
 * Reads the text of a file of known failures.
 *
 * @throws Unreadable with `FILE:LINE:COLUMN` of the first mistake: in the syntax, a double key, an alias, an unknown field, a wrong type
 */
export function parseEntries(file: string, text: string): ParsedFile {
  if (text.length > longestFile) throw new Unreadable(`${placeIn(file)}: too large (at most 256 KiB are read)`)
  const { document, value, placeOf, checkedBy } = parseYaml(file, text)
  const entries = checkedBy(knownFailuresSchema, value ?? []) ?? []
  return {
    file,
    text,
    document,
    entries: entries.map((written, at) => entryOf(written, (...path) => placeOf([at, ...path]))),
  }
}

type PlaceOf = (...path: readonly (string | number)[]) => EntryPlace

function entryOf(written: WrittenEntry, placeOf: PlaceOf): Entry {
  const { requirement, role, generated, when = {}, reason, link, observed } = written
  const { edition } = when
  const cases = placed(written.case, 'case', placeOf)
  const scenarios = placed(written.scenario, 'scenario', placeOf)
  return {
    at: placeOf(),
    pattern: {
      ...(requirement === undefined ? {} : { requirement }),
      ...(role === undefined ? {} : { role }),
      ...(cases === undefined ? {} : { cases }),
      ...(scenarios === undefined ? {} : { scenarios }),
      isGenerated: generated === true,
    },
    when: {
      ...(when.version === undefined ? {} : { version: when.version }),
      ...(edition === undefined ? {} : { editions: listOf(edition) }),
    },
    reason: reason?.trim() ?? '',
    ...(link === undefined ? {} : { link }),
    observed: observed === undefined ? [] : listOf(observed).map(causeFrom),
  }
}

type Observed = Exclude<WrittenEntry['observed'], undefined | readonly unknown[]>

const causeFrom = ({ requirement, mismatch }: Observed): Cause => ({
  requirements: requirement === undefined ? [] : listOf(requirement),
  mismatch,
})

function placed(
  written: string | readonly string[] | undefined,
  key: 'case' | 'scenario',
  placeOf: PlaceOf,
): readonly Placed[] | undefined {
  if (written === undefined) return undefined
  return typeof written === 'string'
    ? [{ text: written, at: placeOf() }]
    : written.map((text, at) => ({ text, at: placeOf(key, at) }))
}

function listOf<One>(value: One | readonly One[]): readonly One[] {
  return Array.isArray(value) ? value : [value as One]
}
