/** The most characters of a phrase that stands in a headline whole. */
const enough = 200
/** Of a longer one: the characters of a quoted text, and the members of a list at its beginning. */
const most = { text: 40, members: 2 }

/**
 * A phrase that fits into a headline. A long one keeps the beginning and the end of each quoted text, and the first and the last members
 * of each list: `"a-0", "a-1", … (37 more), "a-39"`.
 */
export function shortPhrase(phrase: string): string {
  if (phrase.length <= enough) return phrase
  return phrase
    .replaceAll(/"(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*")*/g, (list) => shortList(list.match(quoted) ?? []))
    .replaceAll(quoted, shortText)
}

const quoted = /"(?:[^"\\]|\\.)*"/g

function shortList(members: readonly string[]): string {
  const left = members.length - most.members - 1
  if (left < 2) return members.join(', ')
  return [...members.slice(0, most.members), `… (${left} more)`, members.at(-1)].join(', ')
}

function shortText(text: string): string {
  const characters = [...text]
  if (characters.length <= most.text) return text
  const half = most.text / 2
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`
}
