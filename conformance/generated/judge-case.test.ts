import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { coordinatorProperties } from '../properties/coordinator-properties.ts'
import type { Moment, RoleProperties } from '../properties/property.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { editionOf } from '../requirements/edition.ts'
import { walkOf } from './fixtures/walks.ts'
import { judgeCase } from './judge-case.ts'

/** One writer, one reader, one epoch: the commit, and then the report, which completes the epoch. */
const walked = walkOf('coordinator:w1r1e1f1x1::00')
const sound = { opened: walked.opened, steps: walked.steps.map(({ events }) => events) }
const last = walked.steps.length
const document = editionOf('document')
const properties = propertiesOf('coordinator', document.deviations)
const none: RoleProperties = { ...properties, always: [], sometimes: [] }

/** The steps of a conforming driver, with one changed; 0 is the opening. */
const seen = (at: number, ...events: readonly Event[]) =>
  at === 0 ? { ...sound, opened: events } : { ...sound, steps: sound.steps.with(at - 1, events) }
const judge = (at: number, ...events: readonly Event[]) => judgeCase(walked, seen(at, ...events), properties, document)

const committed: Event = { kind: 'epoch-committed', actor: 'coordinator', epoch: 1, messages: ['commit-0-1'] }
const told: Event = { kind: 'query-committed', actor: 'coordinator', epoch: 1 }
const added: Event = { kind: 'offset-added', actor: 'coordinator', epoch: 1, offsets: ['offset-0-1'] }

describe('a case', () => {
  it('a case that shows the events of the model has no finding', () => {
    expect(sound.steps.at(-1)).toEqual([added, committed, told])
    expect(judgeCase(walked, sound, properties, document)).toBeUndefined()
  })

  it('a broken property is reported before a difference from the model', () => {
    expect(judge(last - 1, committed, told)).toEqual({
      kind: 'broken',
      at: last - 1,
      property: 'an epoch is committed only when all writers have committed and all readers have reported it',
      requirements: ['EC-29', 'EC-30'],
      how: 'epoch 1 is committed before all messages have arrived (missing: 0 of writers, 1 of readers)',
    })
    expect(judgeCase(walked, seen(last - 1, committed, told), none, document)).toMatchObject({
      kind: 'nonconforming',
      at: last - 1,
      why: {
        problems: [
          { kind: 'too-much', seen: committed },
          { kind: 'too-much', seen: told },
        ],
      },
    })
  })

  it('the first wrong step is reported, and the opening is step 0', () => {
    expect(judge(0, told)).toMatchObject({ kind: 'nonconforming', at: 0 })
    expect(judge(1, told)).toMatchObject({ kind: 'broken', at: 1 })
  })

  it('a step without output breaks a property that requires output', () => {
    expect(judge(last)).toMatchObject({
      kind: 'broken',
      at: last,
      property: 'the next epoch is committed as soon as all its commits and reports have arrived',
    })
    expect(judge(1)).toMatchObject({ kind: 'nonconforming', at: 1, why: { problems: [{ kind: 'missing' }] } })
  })

  it('a step without output is not checked against a property that only output can break', () => {
    const asked: string[] = []
    const watched = properties.always.map((property) => ({
      ...property,
      broken: (moment: Moment) => {
        if (moment.events.length === 0) asked.push(property.name)
        return undefined
      },
    }))
    judgeCase(walked, sound, { ...properties, always: watched }, document)
    // The commit is the only step of this case without output.
    expect(asked).toEqual(
      coordinatorProperties.always.flatMap(({ name, alsoWithoutEvents }) => (alsoWithoutEvents ? [name] : [])),
    )
  })

  it('each moment is watched up to the finding', () => {
    const kinds: string[] = []
    const watch = ({ action }: Moment) => kinds.push(action.kind)
    judgeCase(walked, sound, properties, document, watch)
    expect(kinds).toEqual(['ask', 'ask', 'send', 'send'])
    kinds.length = 0
    judgeCase(walked, seen(last - 1, committed, told), properties, document, watch)
    expect(kinds).toEqual(['ask', 'ask'])
  })
})

describe('a case that the model cannot follow', () => {
  // No ask is open, so the model does not allow this action.
  const [executed, finished] = walkOf('operator:p1c0n1x1::00').steps
  if (executed === undefined || finished === undefined) throw new Error('the walk has two steps')
  const whole = walkOf('operator:p1c0n1x1::00')
  const answered = { ...finished, action: { kind: 'answer' } as const, events: [] }
  const lost = { ...whole, steps: [executed, answered, finished] }
  const submitted: Event = { kind: 'job-submitted', actor: 'operator', partitions: 1 }
  const own = { opened: whole.opened, steps: [executed.events, [submitted], [submitted]] }
  const ofOperator = propertiesOf('operator', document.deviations)
  const unasked: RoleProperties = { ...ofOperator, always: [] }

  it('the model does not judge the steps that it cannot follow', () => {
    expect(judgeCase(lost, own, unasked, document)).toBeUndefined()
    const followed = { ...whole, steps: [executed, finished, finished] }
    expect(judgeCase(followed, own, unasked, document)).toMatchObject({ kind: 'nonconforming', at: 2 })
  })

  it('the properties judge the steps that the model cannot follow', () => {
    const [some] = ofOperator.always
    if (some === undefined) throw new Error('an operator has properties')
    const broken = ({ action, events }: Moment) =>
      action.kind === 'finish-task' && events.includes(submitted) ? 'a job begins where a task ends' : undefined
    expect(judgeCase(lost, own, { ...unasked, always: [{ ...some, broken }] }, document)).toMatchObject({
      kind: 'broken',
      at: 3,
      how: 'a job begins where a task ends',
    })
  })
})
