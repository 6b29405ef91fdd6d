import type { EditionName } from '../../src/reference/editions.ts'
import { deviations } from '../requirements/deviations.ts'
import { editionOf } from '../requirements/edition.ts'
import { requirements } from '../requirements/registry.ts'
import type { Mutant } from './mutant.ts'
import { loadMutant } from './mutated-model.ts'
import { type Program, recordPrograms, requirementsThatKill } from './programs.ts'

/** What became of a mutant: the requirements that caught it, and those of its own that did not. */
export interface Kill {
  readonly mutant: Mutant
  readonly caughtBy: readonly string[]
  readonly missedBy: readonly string[]
}

/** Puts every program of its edition to every mutant. */
export async function killMatrix(mutants: readonly Mutant[]): Promise<readonly Kill[]> {
  const programs = new Map<EditionName, readonly Program[]>()
  const kills: Kill[] = []
  for (const mutant of mutants) {
    const { edition = 'document' } = mutant
    const own = programs.get(edition) ?? (await recordPrograms(editionOf(edition)))
    programs.set(edition, own)
    const model = await loadMutant(mutant)
    const catchers = new Set(own.flatMap((program) => requirementsThatKill(program, model)))
    kills.push({
      mutant,
      caughtBy: [...catchers],
      missedBy: mutant.breaks.filter((id) => !catchers.has(id)),
    })
  }
  return kills
}

/** The testable requirements that no mutant breaks: nobody has seen their checks red. */
export function neverKilled(mutants: readonly Mutant[]): readonly string[] {
  const broken = new Set(mutants.flatMap(({ breaks }) => breaks))
  return requirements.filter(({ level, id }) => level !== 'untestable' && !broken.has(id)).map(({ id }) => id)
}

/** The deviations that no mutant leaves out: nobody knows whether an implementation without them would be found. */
export function deviationsNeverRemoved(mutants: readonly Mutant[]): readonly string[] {
  const left = new Set(mutants.flatMap((mutant) => ('without' in mutant ? [mutant.without] : [])))
  return [...new Set(deviations.map(({ name }) => name))].filter((name) => !left.has(name))
}
