import type { Diagnosis } from './report.ts'

/** A failure, as far as its grouping needs it. */
interface Diagnosed {
  readonly diagnosis: Diagnosis
}

type Group<One> = readonly [One, ...One[]]

/**
 * Groups of failures that are taken to have one cause, in the order of their first failures. Linear in the number of failures.
 *
 * Failures have one cause if their kinds and mismatches are equal, or if they break one requirement in one way at the same kinds of event.
 * The mismatch has words that depend on the case, such as a plan. Then groups are put together that show an event of one kind in one way,
 * and of which `likely` names a common requirement: the model and the scenarios may attribute one fault to different ones.
 */
export function groupsOf<One extends Diagnosed>(
  failures: readonly One[],
  likely: (group: Group<One>) => readonly string[],
): readonly Group<One>[] {
  const alike = connected(failures, ({ diagnosis }) => [sameWords(diagnosis), ...sameEvents(diagnosis)])
  const parts = alike.map((group) => ({ group, requirements: likely(group) }))
  return connected(parts, ({ group, requirements }) => {
    // A part of which no event decides stays alone.
    const own = group.flatMap(({ diagnosis }) => signsOf(diagnosis))
    return [
      ...new Set([sameWords(group[0].diagnosis), ...requirements.flatMap((id) => own.map((sign) => `${id} ${sign}`))]),
    ]
  }).map(([first, ...others]) => {
    // The largest part stands for all of them.
    const [largest = first, ...rest] = [first, ...others].toSorted(
      (one, other) => other.group.length - one.group.length,
    )
    const [head, ...tail] = largest.group
    return [head, ...tail, ...rest.flatMap(({ group }) => group)]
  })
}

/** A driver that breaks the protocol has one cause, wherever it does so. */
const sameWords = ({ kind, mismatch }: Diagnosis): string => (kind === 'off-protocol' ? kind : `${kind}: ${mismatch}`)

/** Only what the model decides is attributed to a requirement. A scenario has the requirements of all that it examines. */
function sameEvents({ requirements, problem, events = [], difference }: Diagnosis): readonly string[] {
  if (problem === undefined || events.length === 0 || difference === undefined) return []
  return [JSON.stringify([requirements, wayOf(problem), events.toSorted()])]
}

/** Each wrong event, and how it is wrong. */
function signsOf({ problem, events = [] }: Diagnosis): readonly string[] {
  return problem === undefined ? [] : events.map((kind) => `${wayOf(problem)} ${kind}`)
}

/** An event that may not come at all and one that comes at a wrong place are both seen where the model has none. */
function wayOf(problem: NonNullable<Diagnosis['problem']>): 'missing' | 'different' | 'unwanted' {
  switch (problem) {
    case 'missing':
    case 'different':
      return problem
    case 'too-much':
    case 'forbidden':
    case 'wrong-order':
    case 'before-its-cause':
      return 'unwanted'
  }
}

/** Groups of items that share a key, directly or by way of others. */
function connected<One>(items: readonly One[], keysOf: (one: One) => readonly string[]): readonly Group<One>[] {
  const parents = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next
    // So that the next search is short.
    if (root !== key) parents.set(key, root)
    return root
  }
  const keyed = items.map((one) => {
    const [first = '', ...others] = keysOf(one)
    for (const other of others) {
      const [root, under] = [rootOf(first), rootOf(other)]
      if (root !== under) parents.set(under, root)
    }
    return { one, key: first }
  })
  const groups = new Map<string, [One, ...One[]]>()
  for (const { one, key } of keyed) {
    const root = rootOf(key)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [one])
    else group.push(one)
  }
  return [...groups.values()]
}
