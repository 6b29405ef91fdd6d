import { deviationsOf } from '../../src/reference/editions.ts'
import { digestOfSuite } from '../report/digests.ts'
import { requirements } from '../requirements/registry.ts'
import type { Column, Matrix } from './matrix.ts'

/** What a matrix is to have, to be the one that is kept. */
export interface Kept {
  /** The columns' names with the edition of each, in their order. */
  readonly columns: readonly { readonly name: string; readonly edition: string }[]
  /** So many generated cases of each role at least. */
  readonly cases: Readonly<Record<string, number>>
}

/** In what a matrix is no longer that of this kit, a line each; none if it still is. */
export function staleIn(matrix: Matrix, { columns, cases }: Kept): readonly string[] {
  const rows = matrix.pages.flatMap((page) => page.rows)
  const [names, wanted] = [matrix.columns.map(({ name }) => name), columns.map(({ name }) => name)]
  return [
    ...(matrix.suite.digest === digestOfSuite() ? [] : ['the features have changed since']),
    ...(matrix.selection === '' ? [] : [`it is of ${matrix.selection} only`]),
    ...(texts(rows) === texts(requirements) ? [] : [describeRequirements(rows)]),
    ...(names.join() === wanted.join() ? [] : [`it is of ${names.join(', ')}, and not of ${wanted.join(', ')}`]),
    ...columns.flatMap(({ name, edition }) => {
      const column = matrix.columns.find((one) => one.name === name)
      return column === undefined ? [] : staleColumn(column, edition, cases)
    }),
  ]
}

function staleColumn({ name, outcome }: Column, edition: string, cases: Kept['cases']): readonly string[] {
  if (outcome.kind === 'not-run') return [`${name} was not run: ${outcome.reason}`]
  const now = [...deviationsOf(outcome.edition)]
  return [
    ...(outcome.kind === 'complete' ? [] : [`${name}: its run was stopped`]),
    ...(outcome.edition === edition ? [] : [`${name} is held against ${outcome.edition}, and not ${edition}`]),
    ...(outcome.deviations.join() === now.join() ? [] : [`${name}: edition ${outcome.edition} has changed since`]),
    ...Object.entries(cases).flatMap(([role, least]) => {
      const drawn = outcome.generated.find((one) => one.role === role)?.cases ?? 0
      return drawn >= least ? [] : [`${name}: ${drawn} generated cases of role ${role}, and not ${least}`]
    }),
  ]
}

type Told = readonly { readonly id: string; readonly level: string; readonly says: string }[]

const textOf = ({ id, level, says }: Told[number]) => `${id} (${level}): ${says}`
const texts = (all: Told) => all.map(textOf).join('\n')

function describeRequirements(rows: Told): string {
  const [then, now] = [new Set(rows.map(textOf)), new Set(requirements.map(textOf))]
  const changed = [
    ...rows.filter((row) => !now.has(textOf(row))),
    ...requirements.filter((one) => !then.has(textOf(one))),
  ].map(({ id }) => id)
  return `the requirements have changed since: ${[...new Set(changed)].join(', ') || 'their order'}`
}
