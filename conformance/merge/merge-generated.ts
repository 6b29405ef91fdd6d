import type { Role } from '../../src/contract/roles.ts'
import { united } from '../explore/coverage.ts'
import { byPlainness, type Plainness } from '../generated/check-stretch.ts'
import { type PropertyTally, unseenOf, unsupportedOf } from '../generated/tally.ts'
import { generatedVerdict } from '../report/generated-report.ts'
import type { FindingReport, GeneratedReport } from '../report/report.ts'

/** The generated cases of a role in all shards together. */
export function mergedGenerated(all: readonly GeneratedReport[], role: Role): GeneratedReport {
  const [first, ...others] = all.filter((one) => one.role === role)
  if (first === undefined) throw new RangeError(`no shard has generated cases of role ${role}`)
  const own = [first, ...others]
  const sum = (of: (one: GeneratedReport) => number) => own.reduce((total, one) => total + of(one), 0)
  const undetermined = own.find((one) => one.undetermined !== undefined)?.undetermined
  const properties = others.map((one) => one.properties).reduce(addedUp, first.properties)
  const counts = {
    planned: sum(({ planned }) => planned),
    cases: sum(({ cases }) => cases),
    actions: sum(({ actions }) => actions),
    notSupported: sum(({ notSupported }) => notSupported),
  }
  const findings = oneOfEachSort(own.flatMap((one) => one.findings))
  return {
    ...first,
    ...counts,
    verdict: generatedVerdict({ ...counts, findings, undetermined, properties }),
    reasons: [...new Set(own.flatMap(({ reasons }) => reasons))].sort(),
    findings,
    ...(undetermined === undefined ? {} : { undetermined }),
    properties,
    unseen: unseenOf(properties),
    unsupported: unsupportedOf(properties),
    coverage: others.map((one) => one.coverage).reduce(united, first.coverage),
  }
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
  return [...bySort.values()].flatMap((alike) => alike.slice(0, 1))
}

/** A report without the case that was made smaller is taken as it is. */
function plainnessOf({ from, trace }: FindingReport): Plainness {
  return { faults: from?.faults ?? 0, actions: from?.actions ?? trace.length, number: from?.case ?? 0 }
}
