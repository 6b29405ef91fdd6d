import type { Role } from '../../src/contract/roles.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { Model } from '../../src/reference/model.ts'
import { judgeCase } from '../generated/judge-case.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { type Load, loadMutant } from '../mutation/mutated-model.ts'
import { attribute } from '../oracle/attribution.ts'
import type { ShownFault } from '../production-logs/telling/tokens.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { bindingOf } from '../requirements/binding.ts'
import { type Edition, editionOf } from '../requirements/edition.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { smallerBounds } from '../shrinking/shorten.ts'
import type { Bounds } from '../state-space/bounds.ts'
import type { Fault } from '../state-space/faults.ts'
import { faultsOf, stateSpaceOf } from '../state-space/roles.ts'
import { writeToken } from '../state-space/token.ts'
import { choosing, walk } from '../state-space/walk.ts'
import { isViolatedInLog } from './log-of-schedule.ts'
import { schedulesOfFault } from './schedules-of-fault.ts'

const noFaults = { faults: [], times: 1 } as const

/**
 * The search looks within the first of these bounds and all smaller ones; within the next ones only if it finds nothing. Where the bounds
 * name no faults, it looks without a fault and with each fault of the role.
 */
const largestBounds: Readonly<Record<Role, readonly Bounds[]>> = {
  planner: [],
  operator: (['answers', 'missing'] as const).map((coordinator) => ({
    ...{ role: 'operator', partitions: 2, coordinator, executions: 2 },
    ...noFaults,
  })),
  task: [
    { role: 'task', partitions: 2, coordinator: 'answers', first: 1, epochs: 2, rows: 1, ...noFaults },
    { role: 'task', partitions: 1, coordinator: 'missing', first: 1, epochs: 2, rows: 1, ...noFaults },
    { role: 'task', partitions: 1, coordinator: 'answers', first: 1, epochs: 1, rows: 1, faults: [], times: 2 },
  ],
  // The third ones pass the largest number of 32 bits.
  coordinator: [
    { role: 'coordinator', writers: 2, readers: 2, epochs: 3, first: 1, ...noFaults },
    { role: 'coordinator', writers: 1, readers: 1, epochs: 2, first: 1, faults: [], times: 2 },
    { role: 'coordinator', writers: 1, readers: 1, epochs: 2, first: 2 ** 31 - 1, ...noFaults },
  ],
  query: [
    { role: 'query', partitions: 1, first: 1, epochs: 2, rows: 1, ...noFaults },
    { role: 'query', partitions: 1, first: 1, epochs: 2, rows: 1, faults: ['stop', 'restart'], times: 1 },
    { role: 'query', partitions: 1, first: 1, epochs: 2, rows: 1, faults: [], times: 2 },
  ],
}

/** Faults that say little: several actions as one, errors of unusual types, and messages that no query sends. */
const unusual: ReadonlySet<Fault> = new Set(['together', 'odd', 'stray', 'recount'])

/** The most choices of a schedule, and the most situations that one search may know; in the second and later bounds ten times as many. */
const [mostChoices, mostSituations] = [7, 600]

/** The most senders and epochs of a coordinator, together. */
const mostOfCoordinator = 4

/** The most logs that are looked at for one mutant. */
const mostLogs = 200

/** The editions whose model shows the fault: that of the page, if the requirement binds there, since it needs no option. */
const editionNames: readonly EditionName[] = [
  'document',
  'spark-3.5',
  'spark-4.2',
  'spark-3.2',
  'spark-3.0',
  'spark-2.4',
]

interface Candidate {
  readonly choices: readonly number[]
  readonly bounds: Bounds
  readonly mutant: Mutant
  readonly edition: Edition
}

/**
 * The shortest schedule in which one of the mutants is found to break the requirement: by the name of the requirement, or by the log of
 * the schedule. If there is none, the shortest in which one of them differs from the model at all. Undefined: none was found.
 */
export async function shortestFault(
  requirement: Requirement,
  mutants: readonly Mutant[],
  load?: Load,
): Promise<ShownFault | undefined> {
  const own = mutants.filter(({ breaks }) => breaks.includes(requirement.id))
  let other: Candidate | undefined
  for (const [stage, largest] of largestBounds[requirement.role].entries()) {
    const most = stage === 0 ? mostSituations : 10 * mostSituations
    let best: Candidate | undefined
    for (const mutant of own) {
      const edition = editionFor(requirement, mutant)
      if (edition === undefined) continue
      const faulty = await loadMutant(mutant, load)
      let logs = 0
      for (const bounds of smallestFirst(largest)) {
        const atMost = best === undefined ? mostChoices : best.choices.length - 1
        if (atMost < 0) break
        const { deviations } = edition
        for (const choices of schedulesOfFault({ bounds, deviations, faulty, atMost, mostSituations: most })) {
          const candidate = { choices, bounds, mutant, edition }
          const broken = requirementsBroken(bounds, choices, { faulty, edition })
          if (broken === undefined) continue
          if (choices.length < (other?.choices.length ?? Infinity)) other = candidate
          if (!broken.includes(requirement.id)) {
            logs += 1
            if (logs > mostLogs || !isViolatedInLog(requirement.id, bounds, choices, { faulty, edition })) continue
          }
          best = candidate
          break
        }
      }
    }
    if (best !== undefined) return shownFault(best)
  }
  return other === undefined ? undefined : shownFault(other)
}

/** The requirements that the mutant is found to break in the schedule, as `cwc reproduce` finds them; undefined: it conforms. */
export function requirementsBroken(
  bounds: Bounds,
  choices: readonly number[],
  { faulty, edition }: { readonly faulty: Model; readonly edition: Edition },
): readonly string[] | undefined {
  const { deviations } = edition
  const walked = walk(stateSpaceOf(bounds), choosing(choices), deviations)
  const { opening } = walked.space
  let { state, events: opened } = faulty.open(opening, deviations)
  const steps = walked.steps.map(({ action }) => {
    const after = faulty.step(state, action)
    state = after.state
    return after.events
  })
  const finding = judgeCase(walked, { opened, steps }, propertiesOf(bounds.role, deviations), edition)
  if (finding === undefined) return undefined
  return finding.kind === 'broken' ? finding.requirements : [attribute(finding.why.problems[0], edition)]
}

function editionFor(requirement: Requirement, mutant: Mutant): Edition | undefined {
  const names = 'without' in mutant ? [mutant.edition ?? 'document'] : [...editionNames, mutant.edition ?? 'document']
  return names.map((name) => editionOf(name)).find((edition) => bindingOf(requirement, edition).kind === 'binds')
}

/** The bounds and all smaller ones, the smallest first: with the faults that they have, or without a fault and with each fault of the role. */
const smallestFirst = (bounds: Bounds): readonly Bounds[] =>
  (bounds.faults.length > 0 ? [bounds.faults] : oneOrNone(bounds.role))
    .flatMap((faults) => smallerBounds({ ...bounds, faults }).filter((one) => one.faults.length === faults.length))
    .filter((one) => one.role !== 'coordinator' || one.writers + one.readers + one.epochs <= mostOfCoordinator)
    .toSorted((one, other) => sizeOf(one) - sizeOf(other))

const oneOrNone = (role: Role): readonly (readonly Fault[])[] => [
  [],
  ...faultsOf(role).flatMap((fault) => (unusual.has(fault) ? [] : [[fault]])),
]

/** First comes what has few participants: `first` is no size. */
const sizeOf = ({ first: _, ...sizes }: Bounds & { readonly first?: number | undefined }) =>
  Object.values(sizes).reduce<number>((sum, size) => sum + (typeof size === 'number' ? size : 0), 0)

function shownFault({ choices, bounds, mutant, edition }: Candidate): ShownFault {
  const { steps } = walk(stateSpaceOf(bounds), choosing(choices), edition.deviations)
  const last = steps.at(-1)?.action
  return {
    token: writeToken({ bounds, choices }),
    edition: edition.name,
    mutant: mutant.name,
    when: last === undefined ? undefined : describeAction(last),
  }
}
