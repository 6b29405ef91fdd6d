import type { Plan } from '../../src/contract/values.ts'

/**
 * A plan from its lines, a name each, children indented below their parent by two spaces.
 *
 * @throws Error that names the line which has no place in the tree
 */
export function parsePlan(text: string): Plan {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const [first] = lines
  if (first === undefined) throw new Error('a plan has at least one line')
  const root = { name: first.trim(), children: [] as Plan[] }
  const path = [root]
  for (const line of lines.slice(1)) {
    const depth = (line.length - line.trimStart().length) / 2
    const parent = path[depth - 1]
    if (parent === undefined) throw new Error(`no parent for the line "${line}": children are indented by two spaces`)
    const node = { name: line.trim(), children: [] as Plan[] }
    parent.children.push(node)
    path.length = depth
    path.push(node)
  }
  return root
}

/** Whether both are the same tree of the same names. */
export function samePlan(one: Plan, other: Plan): boolean {
  return (
    one.name === other.name &&
    one.children.length === other.children.length &&
    one.children.every((child, index) => {
      const twin = other.children[index]
      return twin !== undefined && samePlan(child, twin)
    })
  )
}

/** Every name in the plan, parents before children. */
export function namesIn(plan: Plan): readonly string[] {
  return [plan.name, ...plan.children.flatMap(namesIn)]
}
