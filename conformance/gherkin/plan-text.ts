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

/**
 * A plan from one line, as `describePlan` writes it: `Project(Filter(LocalRelation))`.
 *
 * @throws Error that shows where the line cannot be read on
 */
export function planOf(line: string): Plan {
  const words = line.match(/\w+|[^\s\w]/g) ?? []
  let at = 0
  const wrong = (wanted: string) =>
    new Error(
      `${wanted} is wanted, not ${words[at] === undefined ? 'the end' : `"${words[at]}"`}, in the plan "${line}"`,
    )
  const read = (): Plan => {
    const name = words[at]
    if (name === undefined || !/\w/.test(name)) throw wrong('a name')
    at++
    const children: Plan[] = []
    if (words[at] !== '(') return { name, children }
    do {
      at++
      children.push(read())
    } while (words[at] === ',')
    if (words[at] !== ')') throw wrong('")"')
    at++
    return { name, children }
  }
  const plan = read()
  if (at < words.length) throw wrong('the end')
  return plan
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

/** The plan and every plan in it, parents before children. */
export function subplans(plan: Plan): readonly Plan[] {
  return [plan, ...plan.children.flatMap(subplans)]
}

/** Every name in the plan, parents before children. */
export function namesIn(plan: Plan): readonly string[] {
  return subplans(plan).map(({ name }) => name)
}
