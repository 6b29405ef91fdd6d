import { isDeepStrictEqual } from 'node:util'
import { editionOf } from '../requirements/edition.ts'
import { requirements } from '../requirements/registry.ts'
import type { Scenario } from '../suite/planned-case.ts'
import { redrawMatrix, type Suite } from './make-matrix.ts'
import type { Column, Matrix, MatrixCase } from './matrix.ts'

/** The columns and generated cases that the kept matrix must have. */
export interface Kept {
  /** The columns' names with the edition of each, in their order. */
  readonly columns: readonly { readonly name: string; readonly edition: string }[]
  /** The least number of generated cases per role. */
  readonly cases: Readonly<Record<string, number>>
}

/** How a matrix differs from what the present kit would measure and draw. */
export interface Staleness {
  /** Cases without a verdict in some columns: new ones, and ones whose content has changed. */
  readonly unmeasured: readonly UnmeasuredCase[]
  /** Measured cases that the suite does not have. */
  readonly gone: readonly MatrixCase[]
  /** Ids of requirements that the registry has and the matrix does not, and the other way round. */
  readonly newRequirements: readonly string[]
  readonly goneRequirements: readonly string[]
  /** Columns that have to be measured in full, with the reason. */
  readonly columns: readonly { readonly name: string; readonly reason: string }[]
  /** Whether titles, places or the words of requirements are others than those in the matrix. */
  readonly isReworded: boolean
}

export interface UnmeasuredCase {
  readonly scenario: Scenario
  /** The measured case that stood at the same place, by title or by line, if there is one: its content has changed. */
  readonly before: MatrixCase | undefined
  readonly columns: readonly string[]
}

/** Compares a matrix with the present suite, registry, releases and editions. */
export function stalenessOf(matrix: Matrix, suite: Suite, kept: Kept): Staleness {
  const columns = staleColumns(matrix, kept)
  const current = new Set(suite.map(({ id }) => id))
  const gone = matrix.cases.filter(({ id }) => !current.has(id))
  const rows = new Set(matrix.pages.flatMap((page) => page.rows.map(({ id }) => id)))
  const ids = new Set(requirements.map(({ id }) => id))
  const names = kept.columns.map(({ name }) => name).filter((name) => !columns.some((one) => one.name === name))
  return {
    unmeasured: suite.flatMap((scenario) => {
      const missing = names.filter((name) => !isMeasured(scenario.id, name, matrix))
      const before = gone.find(
        ({ file, line, name }) => file === scenario.file && (name === scenario.name || line === scenario.line),
      )
      return missing.length === 0 ? [] : [{ scenario, before, columns: missing }]
    }),
    gone,
    newRequirements: [...ids].filter((id) => !rows.has(id)),
    goneRequirements: [...rows].filter((id) => !ids.has(id)),
    columns,
    isReworded: !isDeepStrictEqual(asRead(redrawMatrix(matrix, suite)), asRead(matrix)),
  }
}

/** Whether something has to be measured or drawn again for the matrix to be true; new words alone do not make it false. */
export function isStale({ unmeasured, gone, newRequirements, goneRequirements, columns }: Staleness): boolean {
  return [unmeasured, gone, newRequirements, goneRequirements, columns].some((list) => list.length > 0)
}

function isMeasured(id: string, column: string, { cases }: Matrix): boolean {
  const results = cases.find((one) => one.id === id)?.results ?? []
  return results.some((one) => one.verdict !== 'not-run' && (one.in === 'all' || one.in.includes(column)))
}

function staleColumns(matrix: Matrix, { columns, cases }: Kept): Staleness['columns'] {
  const others = matrix.columns.filter(({ name }) => !columns.some((one) => one.name === name))
  return [
    ...columns.flatMap(({ name, edition }) => {
      const column = matrix.columns.find((one) => one.name === name)
      const reasons = column === undefined ? ['not measured'] : reasonsOf(column, edition, cases)
      return reasons.map((reason) => ({ name, reason }))
    }),
    ...others.map(({ name }) => ({ name, reason: 'this kit has no such release' })),
  ]
}

function reasonsOf({ outcome }: Column, edition: string, cases: Kept['cases']): readonly string[] {
  if (outcome.kind === 'not-run') return [`not run: ${outcome.reason}`]
  return [
    ...(outcome.kind === 'complete' ? [] : ['the run was stopped']),
    ...(outcome.edition === edition ? [] : [`measured against edition ${outcome.edition} (${edition} is wanted)`]),
    ...(isDeepStrictEqual(outcome.deviations, [...editionOf(outcome.edition).deviations])
      ? []
      : [`edition ${outcome.edition} has other deviations now`]),
    ...Object.entries(cases).flatMap(([role, least]) => {
      const ran = outcome.generated.find((one) => one.role === role)?.cases ?? 0
      return ran >= least ? [] : [`${ran} generated cases of role ${role} (${least} are wanted)`]
    }),
  ]
}

const asRead = (matrix: Matrix): unknown => JSON.parse(JSON.stringify(matrix))
