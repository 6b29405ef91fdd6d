/** The ids of requirements that a text names, such as a comment of the model. */
export function requirementIdsIn(text: string): readonly string[] {
  return text.match(/\b(?:OP|RDD|EC|ET|CE|PL|REF)-\d+\b/g) ?? []
}
