/**
 * Two phrases of one kind in one line: the one that was seen, and the words of the other that differ. `the coordinator replies with 6
 * (expected 5)`.
 */
export function describeDifference(expected: string, seen: string): string {
  const [wanted, was] = [wordsOf(expected), wordsOf(seen)]
  const shorter = Math.min(wanted.length, was.length)
  let before = 0
  while (before < shorter && wanted[before] === was[before]) before++
  let after = 0
  while (after < shorter - before && wanted.at(-1 - after) === was.at(-1 - after)) after++
  const [instead, differing] = withoutSharedEnd(
    wanted.slice(before, wanted.length - after).join(' '),
    was.slice(before, was.length - after).join(' '),
  )
  // Words on one side only, or phrases with nothing in common, say nothing when they are cut out.
  if (before === 0 || instead === '' || differing === '') return `${seen} (expected: ${expected})`
  return after === 0 ? `${seen} (expected ${instead})` : `${seen} (expected ${instead} instead of ${differing})`
}

/** `5:` and `4:` differ in the number. */
function withoutSharedEnd(one: string, other: string): readonly [string, string] {
  const end = one.at(-1) ?? ''
  return end !== '' && ',:;'.includes(end) && other.endsWith(end)
    ? [one.slice(0, -1), other.slice(0, -1)]
    : [one, other]
}

/** A quoted text is one word. */
const wordsOf = (phrase: string): readonly string[] => phrase.match(/(?:"(?:[^"\\]|\\.)*"|[^\s"])+/g) ?? []
