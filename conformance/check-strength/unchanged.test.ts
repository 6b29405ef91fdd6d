import { expect, it } from 'vitest'
import * as log from '../production-logs/fixtures/log-lines.ts'
import { linesThatDecide } from './logged-line.ts'
import { areOfTwoQueries } from './query-of-line.ts'
import { type About, reasonToHold } from './unchanged.ts'

const linesOf = (...text: readonly (string | readonly string[])[]) =>
  linesThatDecide([['driver.log', text.flat().join('\n')]])

const of = (judged: About['judged'], reliedOn: About['reliedOn'] = new Set()): About => ({ judged, reliedOn })

const refused = log.ignores('java.io.IOException: full', 'ContinuousExecution.addOffset(')
const entry = (number: number) => log.offsets(number)[0] ?? ''
const ofErrors = of(new Set(['error-ignored']))

/** Why it may hold after the epoch of the only entry that begins has changed. */
const afterOtherEpoch = (own: About, ...text: readonly (string | readonly string[])[]) => {
  const lines = linesOf(...text)
  const at = lines.findIndex(({ observed }) => observed?.kind === 'entry-begun')
  const [line] = linesOf(entry(9))
  if (line === undefined) throw new Error('there is no such line')
  return reasonToHold(own, {
    lines,
    alteration: { kind: 'altered', at, line, fields: ['epoch'] },
    judgedLines: new Set(),
    occasions: [1, 1],
  })
}

it('an error may be that of any entry, as long as it has ended the entry whose line has changed', () => {
  expect(afterOtherEpoch(ofErrors, entry(3), refused)).toBe('any entry')
  expect(afterOtherEpoch(ofErrors, log.offsets(3), refused)).not.toBe('any entry')
  expect(afterOtherEpoch(of(new Set(['query-committed'])), entry(3), refused)).not.toBe('any entry')
})

it('an entry of the offset log is not that of a requirement on the commit log', () => {
  const begun = new Set(['entry-begun'] as const)
  expect(afterOtherEpoch(of(new Set(['query-committed']), begun), entry(3))).toBe('other log')
  expect(afterOtherEpoch(of(new Set(['query-committed', 'offset-added']), begun), entry(3))).not.toBe('other log')
})

it('an error comes again with a repeated report, unless a line at DEBUG would show the report', () => {
  const reasonWith = (...more: readonly string[]) => {
    const lines = linesOf(...more, refused)
    const at = lines.findIndex(({ observed }) => observed?.kind === 'error-ignored')
    const judgedLines = new Set([at])
    return reasonToHold(ofErrors, { lines, alteration: { kind: 'doubled', at }, judgedLines, occasions: [1, 1] })
  }
  expect(reasonWith()).toBe('any number')
  expect(reasonWith(log.reported(3))).toBeUndefined()
})

it('lines are of two queries if their checkpoints, runs or launched tasks are', () => {
  const other = '11111111-7e1a-4053-875e-6eaf8e7e762b'
  const launched = (queryId: string, tid: number) =>
    `${log.launch(tid).replace('Starting', `[queryId = ${queryId}] Starting`)}`
  const lines = linesOf(
    [log.starts(), log.starts(log.otherRunId, '/d', other)],
    [launched(log.queryId.slice(0, 5), 0), launched(other.slice(0, 5), 1)],
    [log.offsets(0)[1] ?? '', log.offsets(0, '/d')[1] ?? ''],
  )
  const [, , task, otherTask, added, otherAdded] = lines
  if (task === undefined || otherTask === undefined || added === undefined || otherAdded === undefined)
    throw new Error('a line shows nothing')
  expect(areOfTwoQueries(lines, task, added)).toBe(false)
  expect(areOfTwoQueries(lines, task, otherTask)).toBe(true)
  expect(areOfTwoQueries(lines, task, otherAdded)).toBe(true)
  expect(areOfTwoQueries(lines, added, otherAdded)).toBe(true)
})

it('the begin of a task has no order to the lines of another one, although both are of one partition', () => {
  const swappedWith = (tid: number) => {
    const [begins, committing] = linesOf(log.runs(0), log.writes(0, [0])[0] ?? '')
    if (begins === undefined || committing === undefined) throw new Error('a line shows nothing')
    const { record } = committing
    const context = { task_name: `task 0.0 in stage ${tid}.0 (TID ${tid})` }
    return reasonToHold(of(new Set(['committing']), new Set(['task-started'])), {
      lines: [begins, { ...committing, record: { ...record, context } }],
      alteration: { kind: 'swapped', at: 0, with: 1 },
      judgedLines: new Set([1]),
      occasions: [1, 1],
    })
  }
  expect(swappedWith(2)).toBe('no order')
  expect(swappedWith(0)).toBeUndefined()
})

it('the end of a query has no order to that of its context, which another thread stops', () => {
  const swapped = (first: string) =>
    reasonToHold(of(new Set(['query-stopped']), new Set(['context-stopped', 'cancelled'])), {
      lines: linesOf(first, log.stopped()),
      alteration: { kind: 'swapped', at: 0, with: 1 },
      judgedLines: new Set([1]),
      occasions: [1, 1],
    })
  expect(swapped(log.contextStopped)).toBe('no order')
  expect(swapped(log.cancel())).toBeUndefined()
})

it('the error of an abort is free text', () => {
  const [line] = linesOf('26/01/01 00:00:00 WARN Utils: Suppressing exception in catch: partition 2')
  if (line === undefined) throw new Error('the line shows nothing')
  const reasonFor = (fields: readonly string[]) =>
    reasonToHold(of(new Set(), new Set(['abort-threw'])), {
      lines: [line],
      alteration: { kind: 'altered', at: 0, line, fields },
      judgedLines: new Set(),
      occasions: [2, 2],
    })
  expect(reasonFor(['error'])).toBe('free text')
  expect(reasonFor(['task'])).not.toBe('free text')
})

it('an epoch that a writer commits twice, since it was interrupted, is begun by the other line, too', () => {
  const reasonWithout = (...text: readonly string[]) =>
    reasonToHold(of(new Set(['committed']), new Set(['committing'])), {
      lines: linesOf(text),
      alteration: { kind: 'dropped', at: 0 },
      judgedLines: new Set([2]),
      occasions: [1, 1],
    })
  const [committed] = log.writes(2, [1]).slice(1)
  expect(reasonWithout(log.committing(1, 2), log.committing(1, 2), committed ?? '')).toBe('said again')
  expect(reasonWithout(log.committing(1, 2), log.committing(0, 2), committed ?? '')).not.toBe('said again')
  expect(reasonWithout(log.committing(1, 2), log.committing(1, 3), committed ?? '')).not.toBe('said again')
})

it('a line that is forbidden in a killed task may be there twice in one that was not yet killed', () => {
  const reasonFor = (own: About, ...text: readonly string[]) =>
    reasonToHold(own, {
      lines: linesOf(text),
      alteration: { kind: 'doubled', at: text.indexOf(log.committing(1, 2)) },
      judgedLines: new Set(),
      occasions: [1, 1],
    })
  const ofKill = of(new Set(['committing']), new Set(['task-killed', 'committing']))
  expect(reasonFor(ofKill, log.committing(1, 2), log.kill(1))).toBe('not ended')
  expect(reasonFor(ofKill, log.kill(0), log.committing(1, 2))).toBe('not ended')
  expect(reasonFor(ofKill, log.kill(1), log.committing(1, 2))).not.toBe('not ended')
  const ofOnce = of(new Set(['committing']), new Set(['committed']))
  expect(reasonFor(ofOnce, log.committing(1, 2), log.kill(1))).not.toBe('not ended')
})
