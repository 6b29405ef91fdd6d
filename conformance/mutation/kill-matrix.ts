import type { EditionName } from '../../src/reference/editions.ts'
import { deviations } from '../requirements/deviations.ts'
import { editionOf } from '../requirements/edition.ts'
import { requirements } from '../requirements/registry.ts'
import type { Mutant } from './mutant.ts'
import { loadMutant } from './mutated-model.ts'
import { type Program, recordPrograms, requirementsThatKill } from './programs.ts'

/** The requirements whose scenarios kill a mutant, and those that it breaks and survives. */
export interface Kill {
  readonly mutant: Mutant
  readonly killedBy: readonly string[]
  readonly missedBy: readonly string[]
}

/** Runs the scenarios of its edition on each mutant, one after the other. */
export async function killsOf(mutants: readonly Mutant[]): Promise<readonly Kill[]> {
  const programs = new Map<EditionName, readonly Program[]>()
  const kills: Kill[] = []
  for (const mutant of mutants) {
    const { edition = 'document' } = mutant
    const own = programs.get(edition) ?? (await recordPrograms(editionOf(edition)))
    programs.set(edition, own)
    const model = await loadMutant(mutant)
    const killers = new Set(own.flatMap((program) => requirementsThatKill(program, model)))
    kills.push({
      mutant,
      killedBy: [...killers],
      missedBy: mutant.breaks.filter((id) => !killers.has(id)),
    })
  }
  return kills
}

/** The testable requirements that no mutant breaks: nothing shows that their checks can fail. */
export function neverKilled(mutants: readonly Mutant[]): readonly string[] {
  const broken = new Set(mutants.flatMap(({ breaks }) => breaks))
  return requirements.filter(({ level, id }) => level !== 'untestable' && !broken.has(id)).map(({ id }) => id)
}

/** The deviations that no mutant leaves out: nothing shows that an implementation without them would be found. */
export function deviationsNeverRemoved(mutants: readonly Mutant[]): readonly string[] {
  const left = new Set(mutants.flatMap((mutant) => ('without' in mutant ? [mutant.without] : [])))
  return [...new Set(deviations.map(({ name }) => name))].filter((name) => !left.has(name))
}
