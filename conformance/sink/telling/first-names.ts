import { visible } from '../../visible.ts'

const mostNamed = 3

/** ` (one, two, three and 4 more)`: the first of these names, or nothing without one. */
export function firstNames(names: readonly string[]): string {
  if (names.length === 0) return ''
  const named = names.slice(0, mostNamed).map(visible).join(', ')
  const others = names.length - mostNamed
  return ` (${named}${others > 0 ? ` and ${others} more` : ''})`
}
