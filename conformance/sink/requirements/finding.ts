/** One occasion of a requirement, at a step of the schedule counted from 1. */
export type Finding =
  | { readonly kind: 'kept'; readonly step: number }
  | { readonly kind: 'broken'; readonly step: number; readonly because: string }

export const kept = (step: number): Finding => ({ kind: 'kept', step })
export const broken = (step: number, because: string): Finding => ({ kind: 'broken', step, because })
export const keptIf = (isKept: boolean, step: number, because: string): Finding =>
  isKept ? kept(step) : broken(step, because)

/** What a case says of a requirement. */
export type SinkVerdict =
  | { readonly kind: 'held'; readonly times: number }
  | { readonly kind: 'violated'; readonly step: number; readonly because: string }
  | { readonly kind: 'no occasion' }

/** The earliest broken occasion decides. */
export function verdictOf(findings: Iterable<Finding>): SinkVerdict {
  const all = [...findings]
  const [first] = all.flatMap((each) => (each.kind === 'broken' ? [each] : [])).sort((a, b) => a.step - b.step)
  if (first !== undefined) return { kind: 'violated', step: first.step, because: first.because }
  return all.length === 0 ? { kind: 'no occasion' } : { kind: 'held', times: all.length }
}
