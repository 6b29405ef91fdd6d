import type { Role } from '../../src/contract/roles.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Stretch } from '../generated/unite-stretches.ts'
import type { CaseReport, FindingReport } from '../report/report.ts'

/** Two runs of one case that differ, in words. */
export type Unsteady = readonly (readonly string[])[]

/** A part of the generated cases of a role that has run: `to` is the number after its last case. */
export interface StretchEntry {
  readonly kind: 'stretch'
  readonly to: number
  readonly outcome: Stretch<Unsteady>
}

/** A result of a run, as plain data: the journal keeps each of them in a line. */
export type RunEntry =
  /** `path` is what a passed case has done, without its events: its report has no trace. */
  | { readonly kind: 'case'; readonly report: CaseReport; readonly path?: Trace }
  | StretchEntry
  /** The failure of this sort, made as small as possible. */
  | { readonly kind: 'finding'; readonly role: Role; readonly sort: string; readonly finding: FindingReport }
  /** The failure of this sort showed something else when it was put to the driver again. */
  | { readonly kind: 'unsteady'; readonly role: Role; readonly sort: string; readonly runs: Unsteady }

type Of<Kind extends RunEntry['kind']> = Extract<RunEntry, { readonly kind: Kind }>

/** The results of a run so far. */
export class RunState {
  readonly #cases = new Map<string, Of<'case'>>()
  readonly #stretches = new Map<Role, StretchEntry[]>()
  readonly #shrunk = new Map<string, Of<'finding' | 'unsteady'>>()
  readonly #unfinished = new Map<string, Of<'finding' | 'unsteady'>>()

  add(entry: RunEntry): void {
    switch (entry.kind) {
      case 'case':
        this.#cases.set(entry.report.id, entry)
        return
      case 'stretch':
        this.#stretches.set(entry.outcome.role, [...this.stretches(entry.outcome.role), entry])
        return
      case 'finding':
      case 'unsteady':
        this.#shrunk.set(`${entry.role} ${entry.sort}`, entry)
    }
  }

  /** Whether this result is there already, or one of the same generated cases: to add it would count cases twice. */
  has(entry: RunEntry): boolean {
    switch (entry.kind) {
      case 'case':
        return this.#cases.has(entry.report.id)
      case 'stretch':
        return this.stretches(entry.outcome.role).some(
          ({ to, outcome }) => outcome.from < entry.to && entry.outcome.from < to,
        )
      case 'finding':
      case 'unsteady':
        return this.shrunk(entry.role, entry.sort) !== undefined
    }
  }

  get cases(): ReadonlyMap<string, Of<'case'>> {
    return this.#cases
  }

  stretches(role: Role): readonly StretchEntry[] {
    return this.#stretches.get(role) ?? []
  }

  /** The failure of this sort, if it is as small as it can be. */
  shrunk(role: Role, sort: string): Of<'finding' | 'unsteady'> | undefined {
    return this.#shrunk.get(`${role} ${sort}`)
  }

  /** Adds a failure that a stop kept from being made smaller: a report shows it, and it is still to be done. */
  addUnfinished(entry: Of<'finding' | 'unsteady'>): void {
    this.#unfinished.set(`${entry.role} ${entry.sort}`, entry)
  }

  /** The failure of this sort, as small as it has become. */
  shown(role: Role, sort: string): Of<'finding' | 'unsteady'> | undefined {
    return this.shrunk(role, sort) ?? this.#unfinished.get(`${role} ${sort}`)
  }
}
