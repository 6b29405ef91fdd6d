import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { describeMismatch } from '../gherkin/describe-mismatch.ts'
import { eventPattern } from '../gherkin/event-phrases.ts'
import { check, type Expectation } from './expectation.ts'
import type { Trace } from './trace.ts'

const factory: Event = { kind: 'writer-factory-created', actor: 'operator' }
const child: Event = { kind: 'child-executed', actor: 'operator' }
const returned: Event = { kind: 'returned', actor: 'operator', partitions: 0 }
const asked = (numPartitions: number): Event => ({
  kind: 'asked',
  actor: 'operator',
  message: { type: 'SetWriterPartitions', numPartitions },
})
const logged = (level: 'DEBUG' | 'INFO'): Event => ({
  kind: 'logged',
  actor: 'operator',
  level,
  logger: 'a.Logger',
  message: 'a line',
})

/** Each list of events in a step of its own: an expectation looks at all of them. */
const trace = (...steps: readonly (readonly Event[])[]): Trace =>
  steps.map((events) => ({ kind: 'acted', action: { kind: 'execute' }, events }))

const seen = (phrase: string): Expectation => ({ kind: 'seen', pattern: eventPattern(phrase) })
const inOrder = (...phrases: readonly string[]): Expectation => ({
  kind: 'in-order',
  patterns: phrases.map(eventPattern),
})
const only = (...phrases: readonly string[]): Expectation => ({ kind: 'only', patterns: phrases.map(eventPattern) })

/** The mismatch as it is printed; nothing if there is none. */
function problemOf(expectation: Expectation, ...steps: readonly (readonly Event[])[]): string {
  const mismatch = check(expectation, trace(...steps))
  return mismatch === undefined ? '' : describeMismatch(mismatch).join('\n')
}

describe('the expectation of one event', () => {
  const one = seen('the operator asks SetWriterPartitions for 2 partitions')

  it('is met by one such event in any step, among other events', () => {
    expect(problemOf(one, [factory, asked(2)], [], [child])).toBe('')
    expect(problemOf(one, [asked(3), asked(2)])).toBe('')
  })

  it('is not met by another event of the same kind and actor, which the mismatch shows', () => {
    expect(problemOf(one, [factory], [asked(3), child])).toMatchInlineSnapshot(`
      "different (- expected, + seen):
        - the operator asks SetWriterPartitions for 2 partitions
        + the operator asks SetWriterPartitions for 3 partitions"
    `)
  })

  it('is not met by events of other kinds, which the mismatch leaves out', () => {
    expect(problemOf(one, [factory], [child])).toMatchInlineSnapshot(`
      "not seen (- expected, + seen):
        - the operator asks SetWriterPartitions for 2 partitions"
    `)
  })

  it('is not met if there are no events', () => {
    expect(problemOf(one, [], [])).toMatchInlineSnapshot(`
      "not seen (- expected, + seen):
        - the operator asks SetWriterPartitions for 2 partitions
        + nothing"
    `)
  })

  it('is not met by two such events', () => {
    expect(problemOf(one, [asked(2)], [child, asked(2)])).toMatchInlineSnapshot(`
      "seen 2 times, not once (- expected, + seen):
          the operator asks SetWriterPartitions for 2 partitions
        + the operator asks SetWriterPartitions for 2 partitions"
    `)
  })
})

describe('the expectation of no such event', () => {
  const none: Expectation = {
    kind: 'not-seen',
    phrase: 'the operator asks nothing',
    unwanted: ({ kind }) => kind === 'asked',
  }

  it('is met by other events, and by none', () => {
    expect(problemOf(none, [factory, child])).toBe('')
    expect(problemOf(none)).toBe('')
  })

  it('is not met by such an event, which the mismatch shows alone', () => {
    expect(problemOf(none, [factory, asked(1)], [asked(4)])).toMatchInlineSnapshot(`
      "seen, but must not happen (- expected, + seen):
        - the operator asks nothing
        + the operator asks SetWriterPartitions for 1 partition
        + the operator asks SetWriterPartitions for 4 partitions"
    `)
  })
})

describe('the expectation of events in an order', () => {
  const order = inOrder('the operator makes the writer factory', 'the operator executes its child')

  it('is met if other events come before, between and after them', () => {
    expect(problemOf(order, [asked(1), factory, asked(2)], [child, returned])).toBe('')
  })

  it('is not met in the opposite order', () => {
    expect(problemOf(order, [child, asked(1)], [factory])).toMatchInlineSnapshot(`
      "the operator executes its child: seen too early (- expected, + seen):
        - the operator makes the writer factory
          the operator executes its child
        + the operator makes the writer factory"
    `)
  })

  it('is not met if an event is missing', () => {
    expect(problemOf(order, [factory, asked(1)])).toMatchInlineSnapshot(`
      "the operator executes its child: not seen (- expected, + seen):
          the operator makes the writer factory
        - the operator executes its child"
    `)
  })

  it('is not met if an event comes more often than expected', () => {
    expect(problemOf(order, [factory, child, factory])).toMatchInlineSnapshot(`
      "the operator makes the writer factory: seen 2 times (- expected, + seen):
          the operator makes the writer factory
          the operator executes its child
        + the operator makes the writer factory"
    `)
  })

  it('is met if each event comes as often as it is named', () => {
    const twice = inOrder('the operator executes its child', 'the operator executes its child')
    expect(problemOf(twice, [child, factory, child])).toBe('')
    expect(problemOf(twice, [child])).not.toBe('')
    expect(problemOf(twice, [child, child, child])).toContain('the operator executes its child: seen 3 times')
  })
})

describe('the expectation of exactly these events', () => {
  const both = only('the operator makes the writer factory', 'the operator executes its child')

  it('is met by these events in this order', () => {
    expect(problemOf(both, [factory], [child])).toBe('')
  })

  it('is not met if another event comes between', () => {
    expect(problemOf(both, [factory, asked(1), child])).toMatchInlineSnapshot(`
      "event 2 differs (- expected, + seen):
          the operator makes the writer factory
        + the operator asks SetWriterPartitions for 1 partition
          the operator executes its child"
    `)
  })

  it('is not met if another event follows', () => {
    expect(problemOf(both, [factory, child, returned])).toMatchInlineSnapshot(`
      "event 3 differs (- expected, + seen):
          the operator makes the writer factory
          the operator executes its child
        + the operator returns an RDD of 0 partitions"
    `)
  })

  it('shows a matching event as a common line, even if its phrase says less', () => {
    const committed: Event = { kind: 'partition-committed', actor: 'task-0', partition: 0, epoch: 0, message: 'm' }
    const one = only('task 0 commits epoch 0', 'the operator executes its child')
    expect(problemOf(one, [committed])).toMatchInlineSnapshot(`
      "the operator executes its child: not seen (- expected, + seen):
          task 0 commits epoch 0 as "m"
        - the operator executes its child"
    `)
  })

  it('is not met if the last event is missing', () => {
    expect(problemOf(both, [factory])).toMatchInlineSnapshot(`
      "the operator executes its child: not seen (- expected, + seen):
          the operator makes the writer factory
        - the operator executes its child"
    `)
  })

  it('ignores log lines, unless one is named', () => {
    const withLine = only('the operator executes its child', 'the operator logs INFO "a line"')
    expect(problemOf(both, [factory, logged('INFO'), child])).toBe('')
    expect(problemOf(withLine, [child, logged('INFO')])).toBe('')
    expect(problemOf(withLine, [logged('INFO'), child])).toContain('event 1 differs')
  })

  it('ignores log lines that no requirement quotes, even if another is named', () => {
    const withLine = only('the operator executes its child', 'the operator logs INFO "a line"')
    expect(problemOf(withLine, [child, logged('DEBUG'), logged('INFO')])).toBe('')
  })

  it('is met by no events if nothing is expected', () => {
    expect(problemOf(only(), [], [])).toBe('')
    expect(problemOf(only(), [logged('INFO')])).toBe('')
    expect(problemOf(only(), [], [child])).toMatchInlineSnapshot(`
      "event 1 differs (- expected, + seen):
        - nothing happens
        + the operator executes its child"
    `)
  })
})
