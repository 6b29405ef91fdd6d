import type { EditionName } from '../../src/reference/editions.ts'
import type { Model } from '../../src/reference/model.ts'
import { editionOf } from '../requirements/edition.ts'
import { findNonconformance } from '../suite/find-nonconformance.ts'
import type { Mutant } from './mutant.ts'
import { loadMutant } from './mutated-model.ts'
import { type Program, recordPrograms, replayed, requirementsThatKill } from './programs.ts'

/** The findings of a requirement's own scenarios, and of the oracle, in one of its mutants. */
export interface Finding {
  readonly mutant: string
  /** The scenarios of the requirement that kill the mutant, of how many. */
  readonly killedBy: number
  readonly of: number
  /** The requirements to which the oracle attributes the first difference of these scenarios; empty if it finds none. */
  readonly attributedTo: readonly string[]
}

/** Runs the scenarios of a requirement against each of its mutants. @throws Error if a scenario fails on the model itself */
export async function findInMutants(id: string, mutants: readonly Mutant[]): Promise<readonly Finding[]> {
  const programs = new Map<EditionName, readonly Program[]>()
  const findings: Finding[] = []
  for (const mutant of mutants.filter(({ breaks }) => breaks.includes(id))) {
    const { edition = 'document' } = mutant
    const all = programs.get(edition) ?? (await recordPrograms(editionOf(edition)))
    programs.set(edition, all)
    const own = all.filter(({ scenario }) => scenario.requirements.includes(id))
    const model = await loadMutant(mutant)
    const attributed = own.flatMap((program) => attributedTo(program, model))
    findings.push({
      mutant: mutant.name,
      killedBy: own.filter((program) => requirementsThatKill(program, model).includes(id)).length,
      of: own.length,
      attributedTo: [...new Set(attributed)],
    })
  }
  return findings
}

function attributedTo(program: Program, model: Model): readonly string[] {
  // Without a trace (the mutant refuses an action, or throws) the oracle has nothing to look at.
  const seen = replayed(program, model)
  const found = seen === undefined ? undefined : findNonconformance(seen, program.edition)
  return found === undefined ? [] : [found.requirement]
}
