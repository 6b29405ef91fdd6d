import { align } from './align.ts'
import type { Registry } from './registry.ts'
import type { NotRequirement, Requirement, SentenceRef } from './requirement.ts'
import { type Sentence, sentencesOf } from './sentences.ts'

/** A copy of a page: its base name and its text. */
export interface Document {
  readonly page: string
  readonly text: string
}

/** A sentence found in a document. */
export interface Found extends Sentence {
  readonly page: string
}

/** The use of a sentence in the registry. */
export interface Listed {
  readonly requirements: readonly Requirement[]
  readonly notRequirements: readonly NotRequirement[]
}

/**
 * The state of one registered sentence. `moved`: unchanged, but under another number or heading.
 * `changed`: another sentence stands where it stood. `missing`: gone, and nothing in its place. `added`: no requirement lists it.
 */
export type Finding =
  | ({ readonly kind: 'good' } & Held)
  | ({ readonly kind: 'moved' } & Held)
  | ({ readonly kind: 'changed' } & Held)
  | ({ readonly kind: 'missing'; readonly registered: SentenceRef } & Listed)
  | { readonly kind: 'added'; readonly found: Found }

/** A registered sentence and the sentence that is found for it. */
export interface Held extends Listed {
  readonly registered: SentenceRef
  readonly found: Found
}

/** The pages that the registry speaks of, in its order. */
export function pagesOf(registry: Registry): readonly string[] {
  return [...new Set(placesOf(registry).map(({ ref }) => ref.page))]
}

/**
 * Holds the registry against copies of its pages, sentence by sentence. Pages of which no copy is given are left alone.
 *
 * Sections are matched by name, a renamed one by the sentences that it shares; within a section sentences are aligned by
 * digest, so one that is inserted does not make the others look changed. A sentence found elsewhere on its page has
 * moved. What is then left over in the same gap is paired in order: as changed, not as missing and added.
 * Findings come page by page in the document's order, what is missing after the rest of its page.
 */
export function trace(documents: readonly Document[], registry: Registry): readonly Finding[] {
  const places = placesOf(registry)
  return documents.flatMap(({ page, text }) =>
    tracePage(
      places.filter(({ ref }) => ref.page === page),
      sentencesOf(text).map((sentence) => ({ ...sentence, page })),
    ),
  )
}

interface Place extends Listed {
  readonly ref: SentenceRef
}

interface Leftovers {
  readonly places: readonly Place[]
  readonly found: readonly Found[]
}

function tracePage(places: readonly Place[], found: readonly Found[]): readonly Finding[] {
  const findings: Finding[] = []
  const gaps: Leftovers[] = []
  for (const section of pairSections(places, found)) {
    const { same, gaps: between } = align(
      section.places.map(({ ref }) => ref.sha256),
      section.found.map(({ sha256 }) => sha256),
    )
    for (const { left, right } of same) findings.push(...kept(section.places[left], section.found[right]))
    for (const { lefts, rights } of between) {
      gaps.push({ places: at(section.places, lefts), found: at(section.found, rights) })
    }
  }

  const moves = movesBetween(gaps)
  for (const [place, sentence] of moves) findings.push(...kept(place, sentence))
  const arrived = new Set(moves.values())
  for (const gap of gaps) {
    const left = gap.places.filter((place) => !moves.has(place))
    const right = gap.found.filter((sentence) => !arrived.has(sentence))
    for (let n = 0; n < Math.max(left.length, right.length); n++) findings.push(...leftOver(left[n], right[n]))
  }
  const order = new Map(found.map((sentence, n) => [sentence, n]))
  const orderOf = (finding: Finding) => ('found' in finding ? (order.get(finding.found) ?? 0) : found.length)
  return findings.toSorted((a, b) => orderOf(a) - orderOf(b))
}

function kept(place: Place | undefined, found: Found | undefined): readonly Finding[] {
  if (place === undefined || found === undefined) return []
  const { ref: registered, ...listed } = place
  const stays = registered.section === found.section && registered.sentence === found.sentence
  return [{ kind: stays ? 'good' : 'moved', registered, found, ...listed }]
}

function leftOver(place: Place | undefined, found: Found | undefined): readonly Finding[] {
  if (place === undefined) return found === undefined ? [] : [{ kind: 'added', found }]
  const { ref: registered, ...listed } = place
  return found === undefined
    ? [{ kind: 'missing', registered, ...listed }]
    : [{ kind: 'changed', registered, found, ...listed }]
}

/** Sections of the same name; then each that is left with the one it shares most sentences with; then what has no partner. */
function pairSections(places: readonly Place[], found: readonly Found[]): readonly Leftovers[] {
  const here = Map.groupBy(found, ({ section }) => section)
  const registered = Map.groupBy(places, ({ ref }) => ref.section)
  const renamed = new Map([...here].filter(([section]) => !registered.has(section)))
  const pairs: Leftovers[] = []
  for (const [section, own] of registered) {
    const partner = here.has(section) ? section : mostAlike(own, renamed)
    pairs.push({ places: own, found: (partner === undefined ? undefined : here.get(partner)) ?? [] })
    if (partner !== undefined) renamed.delete(partner)
  }
  for (const sentences of renamed.values()) pairs.push({ places: [], found: sentences })
  return pairs
}

function mostAlike(places: readonly Place[], candidates: ReadonlyMap<string, readonly Found[]>): string | undefined {
  const digests = new Set(places.map(({ ref }) => ref.sha256))
  let best: { readonly section: string; readonly shared: number } | undefined
  for (const [section, sentences] of candidates) {
    const shared = sentences.filter(({ sha256 }) => digests.has(sha256)).length
    if (shared > (best?.shared ?? 0)) best = { section, shared }
  }
  return best?.section
}

function movesBetween(gaps: readonly Leftovers[]): ReadonlyMap<Place, Found> {
  const homeless = Map.groupBy(
    gaps.flatMap((gap) => gap.found),
    ({ sha256 }) => sha256,
  )
  const moves = new Map<Place, Found>()
  for (const place of gaps.flatMap((gap) => gap.places)) {
    const found = homeless.get(place.ref.sha256)?.shift()
    if (found !== undefined) moves.set(place, found)
  }
  return moves
}

/** Each registered sentence once, in the page's order as far as the registry knows it, with all that is made of it. */
function placesOf(registry: Registry): readonly Place[] {
  const places = new Map<string, { ref: SentenceRef; requirements: Requirement[]; notRequirements: NotRequirement[] }>()
  const placeOf = (ref: SentenceRef) => {
    const key = JSON.stringify([ref.page, ref.section, ref.sentence])
    const place = places.get(key) ?? { ref, requirements: [], notRequirements: [] }
    places.set(key, place)
    return place
  }
  for (const each of registry.requirements) for (const ref of each.sources) placeOf(ref).requirements.push(each)
  for (const each of registry.notRequirements) for (const ref of each.sources) placeOf(ref).notRequirements.push(each)
  return [...places.values()].toSorted((a, b) => a.ref.sentence - b.ref.sentence)
}

function at<T>(items: readonly T[], positions: readonly number[]): readonly T[] {
  return items.filter((_, position) => positions.includes(position))
}
