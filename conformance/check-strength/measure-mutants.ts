import type { Mutant } from '../mutation/mutant.ts'
import { mutants } from '../mutation/mutants/mutants.ts'
import type { Load } from '../mutation/mutated-model.ts'
import { seededBugs } from '../mutation/seeded-bugs/all.ts'
import { type MutantLog, mutantLogs, releasesFor } from './mutant-logs.ts'
import { type PrintedSchedule, printedSchedules } from './printed-schedules.ts'
import { about } from './unchanged.ts'

/** What the logs of a mutant say of a requirement that it breaks: the first of these that one of its logs says. */
export const mutantFates = ['violated', 'cannot tell', 'elsewhere', 'held', 'no occasion', 'not visible'] as const
export type MutantFate = (typeof mutantFates)[number]

/** A mutant, and a requirement that it breaks and that logs tell something of. */
export interface MutantOutcome {
  readonly requirement: string
  readonly mutant: string
  readonly fate: MutantFate
  /** The first schedule whose log is held, if that is the fate. */
  readonly first: string | undefined
}

/**
 * Prints and judges the logs of the mutants and seeded bugs. Each is of one release, by turns. `every`: one mutant in so many is tried.
 * `runs`: generated schedules per role. `load`: how mutants are imported, if not as Node does.
 */
export async function measureMutants({
  every,
  runs,
  load,
}: {
  readonly every: number
  readonly runs: number
  readonly load?: Load | undefined
}): Promise<readonly MutantOutcome[]> {
  const schedules = new Map<string, readonly PrintedSchedule[]>()
  const found: MutantOutcome[] = []
  for (const [at, mutant] of all.entries()) {
    const own = releasesFor(mutant)
    const release = own[at % own.length]
    if (release === undefined || at % every !== 0) continue
    const known = schedules.get(release.version) ?? (await printedSchedules(release, runs))
    schedules.set(release.version, known)
    const logs = await mutantLogs(mutant, { schedules: known, release, load })
    for (const requirement of mutant.breaks) {
      const those = logs.filter((log) => log.requirement === requirement)
      // The requirement does not bind in the edition of the release.
      if (!about.has(requirement) || those.some(({ verdict }) => verdict === undefined)) continue
      const fate = fateOf(those)
      found.push({
        requirement,
        mutant: mutant.name,
        fate,
        first: fate === 'held' ? those.find(({ verdict }) => verdict === 'held')?.title : undefined,
      })
    }
  }
  return found
}

const all: readonly Mutant[] = [...mutants, ...seededBugs]

function fateOf(logs: readonly MutantLog[]): MutantFate {
  if (logs.length === 0) return 'not visible'
  for (const fate of ['violated', 'cannot tell'] as const)
    if (logs.some(({ verdict, before }) => verdict === fate && before !== fate)) return fate
  if (logs.some(({ elsewhere }) => elsewhere.length > 0)) return 'elsewhere'
  return logs.some(({ verdict }) => verdict === 'held') ? 'held' : 'no occasion'
}
