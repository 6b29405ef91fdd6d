import type { Role } from '../../src/contract/roles.ts'
import type { Scenario } from './planned-case.ts'
import type { VerdictKind } from './verdict.ts'

/** A role is given up after so many lost cases in a row: the driver crashed or timed out in each of them. */
const patience = 10

type Placed = Pick<Scenario, 'id' | 'role'>

/**
 * Knows which cases lost the driver, and which roles are given up therefore. What counts is the order of the suite, and not the order
 * in which the cases ran: so the verdicts are the same with any number of drivers, in shards, and in a run that was resumed.
 */
export class Losses {
  readonly #byRole: ReadonlyMap<Role, readonly Placed[]>
  readonly #places: ReadonlyMap<string, number>
  readonly #isLost = new Map<string, boolean>()
  readonly #givenUpFrom = new Map<Role, number>()

  /** The whole suite, in its order. */
  constructor(suite: readonly Placed[]) {
    this.#byRole = Map.groupBy(suite, ({ role }) => role)
    this.#places = new Map([...this.#byRole.values()].flatMap((own) => own.map(({ id }, at) => [id, at] as const)))
  }

  /** Takes note of a case that has ended. */
  note({ id, role }: Placed, verdict: VerdictKind): void {
    if (verdict === 'not-run') return
    this.#isLost.set(id, verdict === 'crashed' || verdict === 'timed-out')
    const own = this.#byRole.get(role) ?? []
    const at = this.#places.get(id)
    if (at === undefined || !this.#wasLost(own[at])) return
    let first = at
    while (first > 0 && this.#wasLost(own[first - 1])) first--
    let last = at
    while (this.#wasLost(own[last + 1])) last++
    if (last - first + 1 < patience) return
    this.#givenUpFrom.set(role, Math.min(first + patience, this.#givenUpFrom.get(role) ?? own.length))
  }

  /** The reason for which the case is not run, if its role is given up before it. */
  givenUp({ id, role }: Placed): string | undefined {
    if ((this.#places.get(id) ?? -1) < (this.#givenUpFrom.get(role) ?? Number.POSITIVE_INFINITY)) return undefined
    return `given up: the driver crashed or timed out in ${patience} cases of role ${role} in a row`
  }

  /**
   * The id of the case whose result decides whether the lost case is the end of such a row; undefined if that is known. It stands before
   * the lost case, and all between them were lost.
   */
  decidingBefore({ id, role }: Placed): string | undefined {
    const own = this.#byRole.get(role) ?? []
    const at = this.#places.get(id) ?? 0
    for (let before = at; before >= 0 && before > at - patience; before--) {
      const one = own[before]
      const isLost = one === undefined ? false : this.#isLost.get(one.id)
      if (isLost === undefined) return one?.id
      if (!isLost) return undefined
    }
    return undefined
  }

  #wasLost(one: Placed | undefined): boolean {
    return one !== undefined && this.#isLost.get(one.id) === true
  }
}

/** The losses of a run that has ended, or of a part of one. */
export function lossesOf(
  cases: readonly (Placed & { readonly verdict: VerdictKind })[],
  suite: readonly Placed[] = cases,
): Losses {
  const losses = new Losses(suite)
  for (const one of cases) losses.note(one, one.verdict)
  return losses
}
