/** The requirement ids in tags such as `@OP-3`. */
export function requirementsIn(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => /^@([A-Z]+-\d+)$/.exec(tag)?.[1] ?? [])
}
