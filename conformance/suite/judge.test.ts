import { describe, expect, it } from 'vitest'
import type { DriverFailure } from '../../src/adapters/driver.ts'
import type { Action } from '../../src/contract/actions.ts'
import { editionNames } from '../../src/reference/editions.ts'
import { check, type Expectation } from '../assertions/expectation.ts'
import type { Trace } from '../assertions/trace.ts'
import { eventPattern } from '../gherkin/event-phrases.ts'
import { editionOf } from '../requirements/edition.ts'
import { taskEndsEpoch } from './fixtures/task-ends-epoch.ts'
import { judge } from './judge.ts'
import { modelTrace } from './model-trace.ts'
import type { Scenario } from './planned-case.ts'
import type { CaseRecord } from './session.ts'

const scenario = (...requirements: string[]): Scenario => ({
  id: '0',
  name: 'a scenario',
  feature: 'a feature',
  rule: undefined,
  role: 'task',
  requirements,
  tags: [],
  file: 'features/task/x.feature',
  line: 1,
})

const acted = (action: Action): Trace[number] => ({ kind: 'acted', action, events: [] })
const document = editionOf('document')
const spark24 = editionOf('spark-2.4')
const traceOf24 = modelTrace(taskEndsEpoch, spark24) ?? []
const traceOfDocument = modelTrace(taskEndsEpoch, document) ?? []

const committedLine: Expectation = {
  kind: 'seen',
  pattern: eventPattern('task 0 logs INFO "Writer for partition 0 in epoch 0 is committed."'),
}

function record(trace: Trace, expectation: Expectation): CaseRecord {
  const checked = [{ expectation, from: 0, to: trace.length }]
  const mismatch = check(expectation, trace)
  return mismatch === undefined
    ? { trace, checked }
    : { trace, checked, failure: { kind: 'mismatch', step: 'a step', mismatch } }
}

const failed = (failure: DriverFailure): CaseRecord => ({
  trace: [],
  checked: [],
  failure: { kind: 'driver', step: 'a step', attempted: [], failure },
})

describe('the verdict on a case', () => {
  it('is passed if every expectation is met', () => {
    expect(judge(scenario('RDD-23'), record(traceOfDocument, committedLine), document).kind).toBe('passed')
  })

  it('is failed if an expectation is not met and the edition names no deviation', () => {
    expect(judge(scenario('RDD-23'), record(traceOf24, committedLine), document).kind).toBe('failed')
  })

  it('is deviates, with a name, if the edition names the deviation and the events show exactly it', () => {
    expect(judge(scenario('RDD-23'), record(traceOf24, committedLine), spark24)).toMatchObject({
      kind: 'deviates',
      deviation: 'committed-log-line',
    })
  })

  it('is failed if the edition names a deviation and the events show something else', () => {
    const misspelt: Trace = traceOf24.map((step) => ({
      ...step,
      events: step.events.map((event) =>
        event.kind === 'logged' ? { ...event, message: event.message.replace('committed', 'comitted') } : event,
      ),
    }))
    expect(judge(scenario('RDD-23'), record(misspelt, committedLine), spark24).kind).toBe('failed')
  })

  it('is passed-unexpectedly if the edition names a deviation and the events do not show it', () => {
    expect(judge(scenario('RDD-23'), record(traceOfDocument, committedLine), spark24).kind).toBe('passed-unexpectedly')
  })

  it('is unspecified if the edition has none of the requirements and an expectation is not met', () => {
    const expectation: Expectation = { kind: 'seen', pattern: eventPattern('task 0 finishes with 3 rows') }
    const verdict = judge(scenario('RDD-29'), record(traceOfDocument, expectation), document)
    expect(verdict).toMatchObject({ kind: 'unspecified', requirements: ['RDD-29'], where: 'here' })
    expect(judge(scenario('RDD-29'), record(traceOfDocument, expectation), spark24).kind).toBe('failed')
  })

  it('is failed in every edition if a scenario without requirements is not met, or an action is refused', () => {
    for (const edition of editionNames) {
      const unmet = record(traceOfDocument, { kind: 'seen', pattern: eventPattern('the sink commits epoch 99') })
      expect(judge(scenario(), unmet, editionOf(edition)).kind, edition).toBe('failed')
      const refused = failed({ kind: 'refused', code: -32602, reason: 'no such task' })
      expect(judge(scenario(), refused, editionOf(edition)).kind, edition).toBe('failed')
    }
  })

  it('distinguishes the failures of a driver', () => {
    const verdict = (failure: DriverFailure) => judge(scenario('RDD-12'), failed(failure), document).kind
    expect(verdict({ kind: 'not-supported', reason: 'no' })).toBe('not-supported')
    expect(verdict({ kind: 'crashed', reason: 'gone', stderr: '' })).toBe('crashed')
    expect(verdict({ kind: 'timed-out', method: 'apply', seconds: 1, stderr: '' })).toBe('timed-out')
    expect(verdict({ kind: 'refused', code: -32602, reason: 'no such task' })).toBe('failed')
    expect(verdict({ kind: 'off-protocol', method: 'apply', path: 'result', reason: 'x', line: '{}' })).toBe('failed')
  })

  it('is failed in every edition if the driver replies with an error, also where the edition requires nothing', () => {
    const inPlanned: Trace = [...traceOfDocument.slice(0, 2), acted({ kind: 'interrupt', partition: 0 })]
    const row = { kind: 'row', partition: 0, value: 'a' } as const
    for (const edition of editionNames) {
      const verdict = (code: number, attempted: readonly Action[], trace = inPlanned) => {
        const failure = { kind: 'refused', code, reason: 'IllegalStateException: disk full' } as const
        const seen = { trace, checked: [], failure: { kind: 'driver', step: 'a step', attempted, failure } } as const
        return judge(scenario('RDD-29'), seen, editionOf(edition)).kind
      }
      expect(verdict(-32603, [row]), edition).toBe('failed')
      expect(verdict(-32602, [row], []), edition).toBe('failed')
      expect(verdict(-32602, []), edition).toBe('failed')
      expect(verdict(-32602, [row, row]), edition).toBe('failed')
      expect(verdict(2, [row]), edition).toBe('failed')
    }
  })

  it('is failed if a step is nonconforming, even if all requirements of the scenario are unspecified', () => {
    const mismatch = { expected: [], problem: 'not seen', seen: [], difference: [] }
    const failure = { kind: 'nonconforming', requirement: 'RDD-17', mismatch, at: 1 } as const
    expect(judge(scenario('RDD-29'), { trace: [], checked: [], failure }, document).kind).toBe('failed')
  })

  it('is unspecified if the driver refuses an action of a task after an unspecified step', () => {
    const trace: Trace = [...traceOfDocument.slice(0, 2), acted({ kind: 'interrupt', partition: 0 })]
    const attempted = [{ kind: 'row', partition: 0, value: 'a' }] as const
    const refused = { kind: 'refused', code: -32602, reason: 'no such task' } as const
    const failure = { kind: 'driver', step: 'a step', attempted, failure: refused } as const
    const verdict = (seen: Trace, edition: 'document' | 'spark-2.4') =>
      judge(scenario('RDD-12'), { trace: seen, checked: [], failure }, editionOf(edition)).kind
    expect(verdict(trace, 'document')).toBe('unspecified')
    expect(verdict(trace, 'spark-2.4')).toBe('failed')
    expect(verdict(trace.slice(0, 2), 'document')).toBe('failed')
  })
})
