type Operator = '>=' | '<=' | '>' | '<' | '='

/** One comparison with a version. */
export interface Comparison {
  readonly operator: Operator
  readonly numbers: readonly number[]
}

const comparison = /^\s*(>=|<=|>|<|=)?\s*(\d{1,9}(?:\.\d{1,9}){0,9})(?=\s|$)/

/**
 * The comparisons of a text such as `>=3.0 <3.5`, all of which must hold; a version alone stands for `=`. Undefined if the text is
 * something else.
 */
export function readVersionRange(text: string): readonly Comparison[] | undefined {
  const comparisons: Comparison[] = []
  for (let rest = text; rest.trim() !== ''; ) {
    const [all, operator = '=', version = ''] = comparison.exec(rest) ?? []
    if (all === undefined) return undefined
    comparisons.push({ operator: operator as Operator, numbers: version.split('.').map(Number) })
    rest = rest.slice(all.length)
  }
  return comparisons.length === 0 ? undefined : comparisons
}

/**
 * Whether the version of an implementation is in the range. Only the numbers with dots at its beginning count (`v3.5.1-rc2` is 3.5.1),
 * and missing numbers are 0. A version that begins with no number is in no range.
 */
export function isInRange(version: string, range: readonly Comparison[]): boolean {
  const numbers = /^v?(\d{1,9}(?:\.\d{1,9})*)/i.exec(version.trim())?.[1]?.split('.').map(Number)
  return numbers !== undefined && range.every((one) => holds(one.operator, compare(numbers, one.numbers)))
}

function compare(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length)
  const differences = Array.from({ length }, (_, at) => (one[at] ?? 0) - (other[at] ?? 0))
  return differences.find((difference) => difference !== 0) ?? 0
}

function holds(operator: Operator, order: number): boolean {
  switch (operator) {
    case '>=':
      return order >= 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '<':
      return order < 0
    case '=':
      return order === 0
  }
}
