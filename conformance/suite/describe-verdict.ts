import type { Deviation } from '../../src/reference/deviations.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { describeSpan, deviations } from '../requirements/deviations.ts'
import type { UnspecifiedWhere, Verdict, VerdictKind } from './verdict.ts'

/** The data of a verdict without its failure, from which its sentence is made. */
export interface VerdictData {
  readonly verdict: VerdictKind
  readonly requirements: readonly string[]
  readonly deviation?: Deviation
  readonly unspecified?: { readonly where: UnspecifiedWhere }
  readonly reason?: string
}

/** The reason for a verdict other than plain `passed` or `failed`; undefined if there is nothing to add. */
export function describeVerdict(one: VerdictData, edition: EditionName): string | undefined {
  if (one.deviation !== undefined) {
    const said = describeDeviation(one.deviation, one.requirements)
    return one.verdict === 'passed-unexpectedly' ? `edition ${edition} says that it deviates: ${said}` : said
  }
  if (one.unspecified !== undefined) return describeUnspecified(one.unspecified.where, edition)
  return one.reason
}

/** The data of a verdict without its failure. */
export function dataOf(verdict: Verdict, requirements: readonly string[]): VerdictData {
  switch (verdict.kind) {
    case 'deviates':
    case 'passed-unexpectedly':
      return { verdict: verdict.kind, requirements, deviation: verdict.deviation }
    case 'unspecified':
      return { verdict: verdict.kind, requirements, unspecified: { where: verdict.where } }
    case 'not-supported':
    case 'not-run':
      return { verdict: verdict.kind, requirements, reason: verdict.reason }
    case 'passed':
    case 'failed':
    case 'crashed':
    case 'timed-out':
      return { verdict: verdict.kind, requirements }
  }
}

function describeUnspecified(where: UnspecifiedWhere, edition: EditionName): string {
  return where === 'here'
    ? `the page says nothing about this, so edition ${edition} does not require it`
    : `an earlier step is unspecified, so edition ${edition} lets the implementation refuse this one`
}

function describeDeviation(name: Deviation, requirements: readonly string[]): string {
  const record = deviations.find((one) => one.name === name && requirements.includes(one.requirement))
  return record === undefined ? name : `${name}, ${describeSpan(record)}: ${record.instead}`
}
