/** Another query, with a checkpoint of its own, writes to the same sink from now on. The one before does not run, and never will again. */
export interface AnotherQuery {
  readonly kind: 'another-query'
}

export const anotherQuery: AnotherQuery = { kind: 'another-query' }

/** The parts of a schedule, or of what it has shown, one per query. */
export function byQuery<Part>(parts: readonly Part[], kindOf: (part: Part) => string): readonly (readonly Part[])[] {
  const queries: Part[][] = [[]]
  for (const part of parts) {
    if (kindOf(part) === 'another-query') queries.push([])
    else queries.at(-1)?.push(part)
  }
  return queries
}

/** The name of a row of a query, counted from 0: rows of another one have names of their own. */
export const nameInQuery = (query: number, name: string): string => (query === 0 ? name : `${name}-q${query + 1}`)
