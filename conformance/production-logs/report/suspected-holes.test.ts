import { describe, expect, it } from 'vitest'
import { createApplication } from '../application.ts'
import type { CheckReport, LogFinding } from './check-report.ts'
import { isExplained, suspectedHoles } from './suspected-holes.ts'

const nothing: CheckReport = createApplication().report(() => undefined)
const at = (line: number, file = 'log') => ({ file, line })

const violatedAt = (...places: readonly { readonly file: string; readonly line: number }[]): CheckReport => ({
  ...nothing,
  requirements: {
    'EC-9': {
      kind: 'violated',
      times: places.length,
      held: 0,
      violations: places.map((place) => ({ at: place, contradicts: undefined, expected: '' })),
    },
  },
})
const withFindings = (...findings: readonly LogFinding[]): CheckReport => ({ ...nothing, requirements: {}, findings })

const ahead: LogFinding = {
  kind: 'offsets-ahead',
  hasEnded: true,
  run: 'r',
  first: 3,
  last: 3,
  lastCommitted: 2,
  at: at(20),
  checkpoint: '/c',
}
const stopped = (run: string): LogFinding => ({ kind: 'stopped', run, at: at(30), aborts: 0 })
const old: LogFinding = { kind: 'old-offsets', run: 'r', first: 3, last: 3, at: at(25), checkpoint: '/c' }
const missing: LogFinding = { kind: 'lines-missing', after: at(3), at: at(4), actors: 2, shownBy: 'epochs' }

describe('lines may be missing', () => {
  it('before the first line of each file that contradicts another one', () => {
    expect(suspectedHoles(violatedAt(at(9), at(5), at(7, 'other'), at(1, 'third')))).toEqual([
      { file: 'log', before: 4 },
      { file: 'other', before: 6 },
    ])
  })

  it('before a commit without its offsets, and before the end of a run with offsets ahead, if nothing is violated', () => {
    expect(suspectedHoles(withFindings(old))).toEqual([{ file: 'log', before: 24 }])
    expect(suspectedHoles(withFindings(ahead, stopped('r')))).toEqual([{ file: 'log', before: 29 }])
    expect(suspectedHoles({ ...violatedAt(at(9)), findings: [old] })).toEqual([{ file: 'log', before: 8 }])
  })

  it('nowhere if nothing is violated and no rows are lost', () => {
    expect(suspectedHoles(withFindings(stopped('r')))).toEqual([])
    expect(suspectedHoles(withFindings(ahead, stopped('other')))).toEqual([])
  })
})

describe('a hole explains', () => {
  it('violations, if it is seen and nothing is violated any more', () => {
    const first = violatedAt(at(9))
    expect(isExplained(withFindings(missing), first)).toBe(true)
    expect(isExplained(withFindings(), first)).toBe(false)
    expect(isExplained({ ...first, findings: [missing] }, first)).toBe(false)
    // They may be another matter.
    expect(isExplained(withFindings(missing, ahead), first)).toBe(true)
  })

  it('lost rows, if they are not found any more', () => {
    const first = withFindings(ahead, stopped('r'))
    expect(isExplained(withFindings(missing, stopped('r')), first)).toBe(true)
    expect(isExplained(withFindings(missing, ahead), first)).toBe(false)
  })
})
