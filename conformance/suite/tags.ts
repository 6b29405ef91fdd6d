/** The tag expression of whatever has one of these tags; a single one needs no brackets. */
export function anyTag(names: readonly string[]): string {
  const tags = names.map((name) => `@${name}`)
  return tags.length > 1 ? `(${tags.join(' or ')})` : tags.join('')
}

/** The requirement ids in tags such as `@OP-3`. */
export function requirementsIn(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => /^@([A-Z]+-\d+)$/.exec(tag)?.[1] ?? [])
}
