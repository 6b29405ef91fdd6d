import { createHash } from 'node:crypto'
import type { Event } from '../../src/contract/events.ts'
import { isMatch } from '../assertions/pattern.ts'
import { absencePhrases } from './absence-phrases.ts'
import { type EventPhrase, eventPhrases } from './event-phrases.ts'
import { Groups } from './groups.ts'
import { probeEvents } from './probe-events.ts'

/** The expectation of a phrase, as data without its words. Two phrases with the same meaning have equal data. */
export interface PhraseMeaning {
  /** The numbers, strings and types that stand in the phrase, in its order; null for a part that is left out. */
  readonly values: readonly (string | null)[]
  /** The probes that the phrase accepts, for each kind and actor of which it accepts any: `all`, or the digest of those it accepts. */
  readonly accepts: Readonly<Record<string, string>>
}

/** The meaning of a phrase that says an event was seen. @throws Error if no phrase reads like that */
export function meaningOfEvent(phrase: string): PhraseMeaning {
  return meaningOf(phrase, eventPhrases, isEvent)
}

/** The meaning of a phrase that says something was not seen. @throws Error if no phrase reads like that */
export function meaningOfAbsence(phrase: string): PhraseMeaning {
  return meaningOf(phrase, absencePhrases, ({ unwanted }, groups) => {
    const number = groups.raw(1) === undefined ? 0 : groups.number(1)
    return (event) => unwanted(event, number)
  })
}

/** The test that the phrase puts to an event. */
export function isEvent({ pattern }: EventPhrase, groups: Groups): (event: Event) => boolean {
  const wanted = { phrase: '', ...pattern(groups) }
  return (event) => isMatch(wanted, event)
}

type Accepts = PhraseMeaning['accepts']

// A phrase is probed once for each form of its values; many cases share it.
const probed = new WeakMap<object, Map<string, Accepts>>()

/** The meaning of a phrase among those of a phrasebook. @throws Error if no phrase reads like that */
export function meaningOf<P extends { readonly expression: RegExp }>(
  phrase: string,
  phrases: readonly P[],
  test: (entry: P, groups: Groups) => (event: Event) => boolean,
): PhraseMeaning {
  for (const entry of phrases) {
    const match = entry.expression.exec(phrase)
    if (match === null) continue
    const values = match.slice(1).map((group: string | undefined) => group ?? null)
    const canonical = canonicalValues(values)
    const forms = probed.get(entry) ?? new Map<string, Accepts>()
    probed.set(entry, forms)
    const form = JSON.stringify(canonical)
    const accepts = forms.get(form) ?? probe(test(entry, new Groups(canonical)))
    forms.set(form, accepts)
    return { values, accepts }
  }
  throw new Error(`no phrase reads like this: ${phrase}`)
}

/** 1, 2 … for numbers, "a", "b" … for strings and A, B … for words, so that the probes can be the same for all values. */
function canonicalValues(values: readonly (string | null)[]): readonly (string | undefined)[] {
  let [numbers, strings, words] = [0, 0, 0]
  return values.map((value) => {
    if (value === null) return undefined
    if (/^\d+$/.test(value)) return String(++numbers)
    if (value === 'none' || value.startsWith('"')) return `"${String.fromCharCode(97 + strings++)}"`
    return String.fromCharCode(65 + words++)
  })
}

const groups = Map.groupBy(probeEvents, ({ kind, actor }) => `${kind} by ${actor}`)

function probe(isAccepted: (event: Event) => boolean): Accepts {
  const accepted = [...groups].flatMap(([name, events]) => {
    const some = events.filter(isAccepted)
    if (some.length === 0) return []
    // A probe that is added later leaves the meaning of a phrase that accepts every event of the kind as it is.
    return [[name, some.length === events.length ? 'all' : digestOf(some)] as const]
  })
  // In the order of their names, so that the list of probes can be put in another.
  return Object.fromEntries(accepted.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function digestOf(events: readonly Event[]): string {
  return createHash('sha256').update(JSON.stringify(events)).digest('hex').slice(0, 12)
}
