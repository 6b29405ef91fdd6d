import { expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { sizeOf } from '../assertions/cut.ts'
import type { TraceStep } from '../assertions/trace.ts'
import { describeStep } from '../gherkin/describe-trace.ts'
import { keptCase, keptReasons, roomOfCase } from './kept.ts'
import type { CaseReport } from './report.ts'
import { partSchemas } from './report-schema.ts'

const committed = (epoch: number, messages: readonly string[] = []): Event => ({
  kind: 'epoch-committed',
  actor: 'coordinator',
  epoch,
  messages,
})

const stepOf = (events: readonly Event[]): TraceStep => ({
  kind: 'acted',
  action: { kind: 'ask', message: { type: 'GetCurrentEpoch' } },
  events,
})

function aCase(trace: readonly TraceStep[], step = 0): CaseReport {
  const seen = trace.flatMap(({ events }) => events)
  return {
    ...{ id: 'x', name: 'a case', feature: 'f', rule: undefined, role: 'coordinator', requirements: [], tags: [] },
    ...{ file: 'f.feature', line: 1, verdict: 'failed', actions: trace.length, again: 'npx cwc run', step: 'then' },
    diagnosis: {
      kind: 'behaviour',
      requirements: [],
      says: 'x'.repeat(1e6),
      mismatch: 'y'.repeat(1e6),
      step,
      difference: seen.map((event) => ({ kind: 'seen', event })),
    },
    expected: ['nothing happens'],
    problem: 'z'.repeat(1e6),
    seen,
    difference: seen.map((event) => ({ kind: 'seen', event })),
    trace,
  }
}

const room = roomOfCase(500)

it.each<readonly [string, readonly TraceStep[]]>([
  ['a long text', [stepOf([committed(1, ['x'.repeat(1e6)])])]],
  ['many long texts', [stepOf([committed(1, Array(1_000).fill('x'.repeat(10_000)))])]],
  ['many short texts', [stepOf([committed(1, Array(100_000).fill('m'))])]],
  ['many events', [stepOf(Array.from({ length: 50_000 }, (_, at) => committed(at)))]],
  ['many steps', Array.from({ length: 500 }, () => stepOf(Array.from({ length: 100 }, (_, at) => committed(at))))],
])('a case with %s is kept in its room, and its report is still valid', (_, trace) => {
  const kept = keptCase(aCase(trace), room)
  expect(sizeOf({ ...kept, trace: kept.trace.map(({ events }) => events) })).toBeLessThan(room)
  expect(kept.trace).toHaveLength(trace.length)
  expect(() => partSchemas.case.parse(JSON.parse(JSON.stringify(kept)))).not.toThrow()
})

it('a case that fits is kept as it is', () => {
  const one = { ...aCase([stepOf([committed(1, ['a'])])]), problem: 'different', diagnosis: undefined as never }
  expect(keptCase(one, room)).toBe(one)
})

it('a trace says how much is left out, and the step that goes wrong keeps more than the others', () => {
  const many = stepOf(Array.from({ length: 2_000 }, (_, at) => committed(at)))
  const kept = keptCase(aCase([many, many, many, many], 2), room).trace
  const [first, , marked] = kept
  expect(marked?.events.length).toBeGreaterThan(2 * (first?.events.length ?? 0))
  for (const step of kept) expect(step.events.length + (step.omitted ?? 0)).toBe(2_000)
  expect(first && describeStep(first).at(-1)).toBe(`    … (${first?.omitted} more events)`)
})

it('the room of a case depends on the size of the suite alone', () => {
  expect([roomOfCase(0), roomOfCase(1_000), roomOfCase(10_000_000)]).toEqual([65_536, 33_554, 2_048])
})

it('a hundred reasons are kept, and the others are counted', () => {
  expect(keptReasons(Array.from({ length: 150 }, (_, at) => `${at}`)).slice(99)).toEqual(['99', '… (50 more reasons)'])
})
