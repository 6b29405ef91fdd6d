import { cutText } from '../../src/adapters/cut-text.ts'
import { cutDifference, cutEvents, cutLines, cutTrace, sizeOf } from '../assertions/cut.ts'
import { counted } from '../counted.ts'
import type { CaseReport, Diagnosis, FindingReport } from './report.ts'

// A driver within the protocol may answer 16 MiB to each call. All of it is examined; a report keeps what a reader looks at.

/** The room of all cases of a suite, and of one case at most and at least, in characters of JSON. */
const rooms = { suite: 32 * 1024 * 1024, most: 64 * 1024, least: 2 * 1024 }
/** The longest text that is one line of a report. */
const longestLine = 2_000

/** The room of a case in a suite of so many. It does not depend on how the suite is split. */
export const roomOfCase = (suite: number): number =>
  Math.max(rooms.least, Math.min(rooms.most, Math.floor(rooms.suite / Math.max(1, suite))))

/** The case in about `room` characters, besides its actions. What is left out is counted where it was. */
export function keptCase(one: CaseReport, room: number): CaseReport {
  if (sizeOf({ ...one, trace: one.trace.map(({ events }) => events), attempted: [] }) <= room) return one
  const { difference, seen, expected, problem, diagnosis } = one
  return {
    ...one,
    ...(problem === undefined ? {} : { problem: cutText(problem, longestLine) }),
    ...(expected === undefined ? {} : { expected: cutLines(expected, room / 8) }),
    ...(seen === undefined ? {} : { seen: cutEvents(seen, room / 8) }),
    ...(difference === undefined ? {} : { difference: cutDifference(difference, room / 8) }),
    ...(diagnosis === undefined ? {} : { diagnosis: keptDiagnosis(diagnosis, room / 8) }),
    trace: cutTrace(one.trace, room / 2, diagnosis?.step),
  }
}

/** The finding in a bounded number of characters, besides its actions. */
export function keptFinding(one: FindingReport): FindingReport {
  const room = rooms.most
  return {
    ...one,
    described: cutLines(one.described, room / 8),
    diagnosis: keptDiagnosis(one.diagnosis, room / 8),
    trace: cutTrace(one.trace, room / 2, one.diagnosis.step),
  }
}

/** The lines in a bounded number of characters. */
export const keptLines = (lines: readonly string[]): readonly string[] => cutLines(lines, rooms.most)

/** So many reasons are kept: a driver may give another one each time. */
const mostReasons = 100

/** The first of the reasons, and how many are left out. */
export function keptReasons(reasons: readonly string[]): readonly string[] {
  const left = reasons.length - mostReasons
  return left <= 0 ? reasons : [...reasons.slice(0, mostReasons), `… (${counted(left, 'more reason')})`]
}

function keptDiagnosis(diagnosis: Diagnosis, room: number): Diagnosis {
  const { together, ...kept } = diagnosis
  const { says, mismatch, difference } = kept
  return {
    ...kept,
    says: cutText(says, longestLine),
    mismatch: cutText(mismatch, longestLine),
    ...(difference === undefined ? {} : { difference: cutDifference(difference, room) }),
    // An order with thousands of events explains nothing.
    ...(together === undefined || sizeOf(together) > room ? {} : { together }),
  }
}
