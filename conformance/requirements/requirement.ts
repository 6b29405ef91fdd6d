import type { EventKind } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import { type EditionName, editionNames, type SparkEdition, sparkEditions } from '../../src/reference/editions.ts'

/** One sentence of one page, named by its place and held by its digest: the page's text itself is not kept here. */
export interface SentenceRef {
  /** The base name of the page's file, such as `ContinuousWriteRDD.md`. */
  readonly page: string
  /** The nearest heading above the sentence; the page's title before the first one below it. */
  readonly section: string
  /** The n-th sentence of the section, from 1. */
  readonly sentence: number
  /** Hexadecimal SHA-256 of the sentence as `sentences.ts` reads it, white space folded. */
  readonly sha256: string
}

/**
 * What a requirement rests on.
 * - `stated`: the page says it, so it binds every implementation.
 * - `completed`: the page has a FIXME (or no more than a signature or a name) in this place, or two of its sentences
 *   contradict each other, and running Spark decides. It binds every implementation, too: the page means to say something
 *   here, and this is what.
 * - `observed`: the page is silent, and running Spark shows it. It binds
 *   the editions named; edition `document` allows there whatever breaks no other requirement.
 */
export type Basis =
  | { readonly kind: 'stated' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'observed'; readonly in: readonly EditionName[] }

/** The basis of everything that a page says in so many words. */
export const stated: Basis = { kind: 'stated' }

/** The basis of what a page leaves to be written, and Spark 2.4, the line that the pages describe, does. */
export const completed: Basis = { kind: 'completed' }

/** The basis of what only Spark tells, and every line of it alike. */
export const observed: Basis = { kind: 'observed', in: sparkEditions }

/** The basis of what only some lines of Spark tell: those from the first to the last of each pair. */
export function observedIn(...spans: readonly (readonly [SparkEdition, SparkEdition])[]): Basis {
  const within = (at: number) =>
    spans.some(([first, last]) => at >= sparkEditions.indexOf(first) && at <= sparkEditions.indexOf(last))
  return { kind: 'observed', in: sparkEditions.filter((_, at) => within(at)) }
}

/** The basis in a few words. */
export function describeBasis(basis: Basis): string {
  switch (basis.kind) {
    case 'stated':
      return 'stated by the page'
    case 'completed':
      return "completes the page's FIXME, from running Spark"
    case 'observed':
      return `unspecified by the page, observed in ${describeLines(basis.in)}`
  }
}

/** Neighbours as a span: "spark-2.4, spark-3.4 to spark-4.2". */
function describeLines(lines: readonly EditionName[]): string {
  const spans = lines.filter((line) => !lines.includes(neighbour(line, -1)))
  const ends = lines.filter((line) => !lines.includes(neighbour(line, 1)))
  return spans.map((first, at) => (ends[at] === first ? first : `${first} to ${ends[at]}`)).join(', ')
}

/** The edition before or after; the oldest line follows `document`, which is none, and so does whatever is newer than all. */
const neighbour = (edition: EditionName, by: 1 | -1) => editionNames[editionNames.indexOf(edition) + by] ?? 'document'

interface Common {
  /** Short name of the page and a number, such as `RDD-7`. Never given to another requirement, not even after this one is gone. */
  readonly id: string
  readonly role: Role
  /** Another role in which scenarios see it, too. */
  readonly alsoIn?: Role
  readonly basis: Basis
  readonly sources: readonly [SentenceRef, ...SentenceRef[]]
  /** What is required, in one sentence of our own. */
  readonly says: string
  /** Why it matters, in one line. */
  readonly intent: string
}

/** A requirement that an implementation can be seen to keep or to break. `should`: wording, such as that of a log line. */
export interface Testable extends Common {
  readonly level: 'must' | 'should'
  /** The kinds of event by which it is seen. */
  readonly seenBy: readonly [EventKind, ...EventKind[]]
}

/** A requirement that no event shows; it is listed, and reported, with the reason. */
export interface Untestable extends Common {
  readonly level: 'untestable'
  readonly seenBy: readonly []
  readonly reason: string
}

export type Requirement = Testable | Untestable

/** Sentences that ask nothing of an implementation, and why. */
export interface NotRequirement {
  readonly sources: readonly [SentenceRef, ...SentenceRef[]]
  readonly why: string
}
