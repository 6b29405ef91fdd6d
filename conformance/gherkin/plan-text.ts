import type { Plan } from '../../src/contract/values.ts'
import { counted } from '../counted.ts'
import { echoed } from '../visible.ts'
import { deepestPlan } from './limits.ts'

/**
 * Reads a plan from lines: one name per line, children indented by two spaces below their parent.
 *
 * @throws Error if there is no line, or a line without a parent
 */
export function parsePlan(text: string): Plan {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const [first] = lines
  if (first === undefined) throw new Error('the plan has no lines (at least one is wanted)')
  const root = { name: first.trim(), children: [] as Plan[] }
  const path = [root]
  for (const line of lines.slice(1)) {
    const depth = (line.length - line.trimStart().length) / 2
    const parent = path[depth - 1]
    if (parent === undefined)
      throw new Error(`no parent for the line "${echoed(line)}" (children are indented by two spaces)`)
    const node = { name: line.trim(), children: [] as Plan[] }
    parent.children.push(node)
    if (depth > deepestPlan) throw tooDeep()
    path.length = depth
    path.push(node)
  }
  return root
}

/**
 * Reads a plan from one line, as `describePlan` writes it: `Project(Filter(LocalRelation))`.
 *
 * @throws Error that says what is wanted where the reading stops
 */
export function planOf(line: string): Plan {
  const words = line.match(/\w+|[^\s\w]/g) ?? []
  let at = 0
  const wrong = (wanted: string) => {
    const word = words[at]
    return new Error(
      `the plan "${echoed(line)}": ${word === undefined ? 'the end' : `"${echoed(word)}"`} is unexpected (${wanted} is wanted)`,
    )
  }
  const read = (depth: number): Plan => {
    if (depth > deepestPlan) throw tooDeep()
    const name = words[at]
    if (name === undefined || !/\w/.test(name)) throw wrong('a name')
    at++
    const children: Plan[] = []
    if (words[at] !== '(') return { name, children }
    do {
      at++
      children.push(read(depth + 1))
    } while (words[at] === ',')
    if (words[at] !== ')') throw wrong('")"')
    at++
    return { name, children }
  }
  const plan = read(0)
  if (at < words.length) throw wrong('the end')
  return plan
}

const tooDeep = () =>
  new Error(`the plan has more than ${counted(deepestPlan, 'level')} below its root (fewer are wanted)`)

/** Whether both plans have the same names in the same tree. */
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

/** The plan and all plans below it, parents before children. */
export function subplans(plan: Plan): readonly Plan[] {
  return [plan, ...plan.children.flatMap(subplans)]
}

/** Every name in the plan, parents before children. */
export function namesIn(plan: Plan): readonly string[] {
  return subplans(plan).map(({ name }) => name)
}
