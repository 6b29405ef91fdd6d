import type { EventKind } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import { type EditionName, editionNames, type SparkEdition, sparkEditions } from '../../src/reference/editions.ts'
import type { Attributed, OrderOf } from './difference.ts'

/** One sentence of one page, named by its place and held by its digest: the text of the page is not kept here. */
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
 * The evidence for a requirement, which decides whom it binds.
 * - `stated`: the page says it. It binds every edition.
 * - `completed`: the page has a FIXME (or only a signature or a name) here, or two of its sentences contradict each other.
 *   Spark's observed behaviour decides, and binds every edition: the page means to say something here.
 * - `observed`: the page says nothing, and Spark was observed. It binds the editions named. Edition `document` allows any
 *   behaviour here that breaks no other requirement.
 */
export type Basis =
  | { readonly kind: 'stated' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'observed'; readonly in: readonly EditionName[] }

/** The basis of a requirement that a page states. */
export const stated: Basis = { kind: 'stated' }

/** The basis of a FIXME completed from Spark 2.4, the release line that the pages describe. */
export const completed: Basis = { kind: 'completed' }

/** The basis of behaviour that all release lines of Spark were observed to share. */
export const observed: Basis = { kind: 'observed', in: sparkEditions }

/** The basis of behaviour that some release lines of Spark were observed to share: each pair names the first and the last. */
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
      return `unspecified by the page, observed in ${describeEditions(basis.in)}`
  }
}

/** Neighbours as a span: "spark-2.4, spark-3.4 to spark-4.2". */
function describeEditions(editions: readonly EditionName[]): string {
  const spans = editions.filter((edition) => !editions.includes(neighbour(edition, -1)))
  const ends = editions.filter((edition) => !editions.includes(neighbour(edition, 1)))
  return spans.map((first, at) => (ends[at] === first ? first : `${first} to ${ends[at]}`)).join(', ')
}

/** The edition before or after. `document`, which is in no span, stands before the oldest and after the newest release line. */
const neighbour = (edition: EditionName, by: 1 | -1) => editionNames[editionNames.indexOf(edition) + by] ?? 'document'

interface Common {
  /** Short name of the page and a number, such as `RDD-7`. Never used again, not even after the requirement is removed. */
  readonly id: string
  readonly role: Role
  /** Another role whose scenarios check it, too. */
  readonly alsoIn?: Role
  readonly basis: Basis
  readonly sources: readonly [SentenceRef, ...SentenceRef[]]
  /** The required behaviour, in our own words. */
  readonly says: string
  /** Why it matters, in one line. */
  readonly intent: string
  /** The differences from the model that the oracle names this requirement for. Without it only scenarios, invariants and properties do. */
  readonly attributed?: Attributed
  /** The order of events that it requires, if that is what it is about. */
  readonly attributedOrder?: OrderOf
}

/** A requirement whose events show whether an implementation keeps it. `should` is for wording, such as that of a log line. */
export interface Testable extends Common {
  readonly level: 'must' | 'should'
  /** The kinds of event that show it. */
  readonly seenBy: readonly [EventKind, ...EventKind[]]
}

/** A requirement that no event shows. Lists and reports give the reason. */
export interface Untestable extends Common {
  readonly level: 'untestable'
  readonly seenBy: readonly []
  readonly reason: string
}

export type Requirement = Testable | Untestable

/** Sentences that require nothing of an implementation, and why. */
export interface NotRequirement {
  readonly sources: readonly [SentenceRef, ...SentenceRef[]]
  readonly why: string
}
