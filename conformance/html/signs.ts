import type { GeneratedVerdict, Standing } from '../report/report.ts'
import type { VerdictKind } from '../suite/verdict.ts'

/** The colour of a verdict: good, known to be otherwise, bad, or nothing known. */
export type Tone = 'good' | 'known' | 'bad' | 'none'

/** A sign that stands for a word, so that nothing is told by colour alone. */
export interface Sign {
  readonly sign: string
  readonly tone: Tone
}

export const verdictSigns: Readonly<Record<VerdictKind, Sign>> = {
  passed: { sign: '✓', tone: 'good' },
  deviates: { sign: '≠', tone: 'known' },
  unspecified: { sign: '○', tone: 'known' },
  failed: { sign: '✗', tone: 'bad' },
  'passed-unexpectedly': { sign: '✗', tone: 'bad' },
  crashed: { sign: '✗', tone: 'bad' },
  'timed-out': { sign: '✗', tone: 'bad' },
  'not-supported': { sign: '–', tone: 'none' },
  'not-run': { sign: '?', tone: 'none' },
}

export const standingSigns: Readonly<Record<Standing, Sign>> = {
  holds: { sign: '✓', tone: 'good' },
  fails: { sign: '✗', tone: 'bad' },
  deviates: { sign: '≠', tone: 'known' },
  unspecified: { sign: '○', tone: 'known' },
  'not-seen': { sign: '?', tone: 'none' },
  'not-selected': { sign: '–', tone: 'none' },
  untestable: { sign: '·', tone: 'none' },
}

export const generatedSigns: Readonly<Record<GeneratedVerdict, Sign>> = {
  agrees: { sign: '✓', tone: 'good' },
  differs: { sign: '✗', tone: 'bad' },
  'not-deterministic': { sign: '✗', tone: 'bad' },
  vacuous: { sign: '?', tone: 'none' },
  'not-supported': { sign: '–', tone: 'none' },
  'not-run': { sign: '?', tone: 'none' },
}
