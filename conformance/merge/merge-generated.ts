import type { Role } from '../../src/contract/roles.ts'
import { united } from '../explore/coverage.ts'
import { byPlainness, type Plainness } from '../generated/check-stretch.ts'
import { mostFindings } from '../generated/shrink-failed.ts'
import type { PropertyTally } from '../generated/tally.ts'
import { roleReport } from '../report/generated-report.ts'
import type { FindingReport, GeneratedReport } from '../report/report.ts'

/** The generated cases of a role in all shards together. */
export function mergedGenerated(all: readonly GeneratedReport[], role: Role): GeneratedReport {
  const shards = all.filter((one) => one.role === role)
  const [first, ...others] = counted(shards)
  if (first === undefined) throw new RangeError(`no shard has generated cases of role ${role}`)
  const own = [first, ...others]
  const sum = (of: (one: GeneratedReport) => number) => own.reduce((total, one) => total + of(one), 0)
  const undetermined = own.find((one) => one.undetermined !== undefined)?.undetermined
  const { unseen: _, unsupported: __, verdict: ___, ...base } = first
  return roleReport({
    ...base,
    planned: shards.reduce((total, { planned }) => total + planned, 0),
    cases: sum(({ cases }) => cases),
    actions: sum(({ actions }) => actions),
    notSupported: sum(({ notSupported }) => notSupported),
    ...(own.some(({ givenUp }) => givenUp === true) ? { givenUp: true } : {}),
    reasons: [...new Set(own.flatMap(({ reasons }) => reasons))],
    findings: oneOfEachSort(own.flatMap((one) => one.findings)),
    ...(undetermined === undefined ? {} : { undetermined }),
    properties: others.map((one) => one.properties).reduce(addedUp, first.properties),
    coverage: others.map((one) => one.coverage).reduce(united, first.coverage),
  })
}

/** The shards that count: one alone if it has found the driver not deterministic before its first case, and none after one that gave the role up. */
function counted(shards: readonly GeneratedReport[]): readonly GeneratedReport[] {
  const unsteady = shards.find(({ cases, undetermined }) => cases === 0 && undetermined !== undefined)
  if (unsteady !== undefined) return [unsteady]
  const last = shards.findIndex(({ givenUp }) => givenUp === true)
  return last === -1 ? shards : shards.slice(0, last + 1)
}

function addedUp(one: readonly PropertyTally[], other: readonly PropertyTally[]): readonly PropertyTally[] {
  return one.map((tally) => {
    const same = other.find(({ kind, name }) => kind === tally.kind && name === tally.name)
    return {
      ...tally,
      times: tally.times + (same?.times ?? 0),
      notSupported: tally.notSupported + (same?.notSupported ?? 0),
    }
  })
}

/** A run shows one finding of each sort, made from the plainest case, the plainest of all first. */
function oneOfEachSort(findings: readonly FindingReport[]): readonly FindingReport[] {
  const bySort = Map.groupBy(
    findings.toSorted((one, other) => byPlainness(plainnessOf(one), plainnessOf(other))),
    ({ sort }) => sort,
  )
  return [...bySort.values()].flatMap((alike) => alike.slice(0, 1)).slice(0, mostFindings)
}

/** A report without the case that was made smaller is taken as it is. */
function plainnessOf({ from, trace }: FindingReport): Plainness {
  return { faults: from?.faults ?? 0, actions: from?.actions ?? trace.length, number: from?.case ?? 0 }
}
