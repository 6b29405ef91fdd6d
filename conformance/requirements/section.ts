import type { SentenceRef } from './requirement.ts'

/** Where a section stands: the page's file and the heading as `sentences.ts` reads it. */
export interface Heading {
  readonly page: string
  readonly section: string
}

/**
 * Names the sentences of one section: the keys are short names of our own, in the page's order, the values the digests
 * that `npm run trace -- --list` prints. A sentence's number is its key's position, so a sentence that is inserted into
 * the page is one line inserted here.
 */
export function section<const Name extends string>(
  heading: Heading,
  digests: Readonly<Record<Name, string>>,
): Readonly<Record<Name, SentenceRef>> {
  const places: Partial<Record<Name, SentenceRef>> = {}
  for (const [n, name] of (Object.keys(digests) as Name[]).entries()) {
    places[name] = { ...heading, sentence: n + 1, sha256: digests[name] }
  }
  return places as Record<Name, SentenceRef>
}

/** The sentences of a section but for those named: what is left when requirements have been made of the others. Throws when nothing is left. */
export function rest<Name extends string>(
  sentences: Readonly<Record<Name, SentenceRef>>,
  ...taken: readonly NoInfer<Name>[]
): readonly [SentenceRef, ...SentenceRef[]] {
  const [first, ...others] = (Object.keys(sentences) as Name[])
    .filter((name) => !taken.includes(name))
    .map((name) => sentences[name])
  if (first === undefined) throw new Error(`nothing is left of the section but ${taken.join(', ')}`)
  return [first, ...others]
}
