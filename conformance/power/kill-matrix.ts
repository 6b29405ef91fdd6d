import { requirements } from '../requirements/registry.ts'
import type { Mutant } from './mutant.ts'
import { caughtBy, type Program } from './programs.ts'
import { loadSpoilt } from './spoilt-model.ts'

/** What became of a mutant: the requirements that caught it, and those of its own that did not. */
export interface Kill {
  readonly mutant: Mutant
  readonly caughtBy: readonly string[]
  readonly missedBy: readonly string[]
}

/** Puts every program to every mutant. */
export async function killMatrix(mutants: readonly Mutant[], programs: readonly Program[]): Promise<readonly Kill[]> {
  const kills: Kill[] = []
  for (const mutant of mutants) {
    const model = await loadSpoilt(mutant)
    const catchers = new Set(programs.flatMap((program) => caughtBy(program, model)))
    kills.push({
      mutant,
      caughtBy: [...catchers],
      missedBy: mutant.breaks.filter((id) => !catchers.has(id)),
    })
  }
  return kills
}

/** The testable requirements that no mutant breaks: nobody has seen their checks red. */
export function neverRed(mutants: readonly Mutant[]): readonly string[] {
  const broken = new Set(mutants.flatMap(({ breaks }) => breaks))
  return requirements.filter(({ level, id }) => level !== 'untestable' && !broken.has(id)).map(({ id }) => id)
}
