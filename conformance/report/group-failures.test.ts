import { describe, expect, it } from 'vitest'
import type { EventKind } from '../../src/contract/events.ts'
import { groupsOf } from './group-failures.ts'
import type { Diagnosis, ProblemKind } from './report.ts'

interface Failure {
  readonly name: string
  readonly diagnosis: Diagnosis
}

/** A failure that the model decides. */
function byModel(name: string, requirement: string, problem: ProblemKind, ...events: readonly EventKind[]): Failure {
  const words = { says: name, mismatch: name }
  return {
    name,
    diagnosis: { kind: 'behaviour', requirements: [requirement], ...words, problem, events, difference: [] },
  }
}

/** A failure of which the scenario decides, or of an older report. */
function byWords(name: string, mismatch: string, kind: Diagnosis['kind'] = 'behaviour'): Failure {
  return { name, diagnosis: { kind, requirements: ['EC-1', 'EC-2'], says: mismatch, mismatch } }
}

const grouped = (failures: readonly Failure[], likely: readonly string[] = []) =>
  groupsOf(failures, ([{ diagnosis }]) => [...diagnosis.requirements.slice(0, 1), ...likely]).map((group) =>
    group.map(({ name }) => name),
  )

describe('failures have one cause', () => {
  it('if their words are the same', () => {
    expect(grouped([byWords('a', 'not seen'), byWords('b', 'not seen'), byWords('c', 'too early')])).toEqual([
      ['a', 'b'],
      ['c'],
    ])
  })

  it('if the driver breaks the protocol, wherever it does so', () => {
    expect(grouped([byWords('a', 'x', 'off-protocol'), byWords('b', 'y', 'off-protocol')])).toEqual([['a', 'b']])
  })

  it('if they break one requirement in one way at one kind of event, in other words', () => {
    const failures = [
      byModel('a plan', 'PL-1', 'different', 'planned'),
      byModel('another plan', 'PL-1', 'different', 'planned'),
    ]
    expect(grouped(failures)).toEqual([['a plan', 'another plan']])
  })

  it('if the model attributes them to one requirement, whatever the scenarios name', () => {
    const failures = [
      byModel('a', 'EC-29', 'too-much', 'epoch-committed'),
      byModel('b', 'EC-29', 'too-much', 'epoch-committed'),
    ]
    expect(groupsOf(failures, ([{ name }]) => [name])).toHaveLength(1)
  })

  it('if one is seen where the model has no such event, and the other where a requirement forbids it', () => {
    const failures = [
      byModel('early', 'EC-35', 'too-much', 'epoch-committed'),
      byModel('forbidden', 'EC-35', 'forbidden', 'epoch-committed'),
      byModel('before', 'EC-35', 'before-its-cause', 'epoch-committed', 'query-committed'),
    ]
    expect(grouped(failures)).toEqual([['early', 'forbidden', 'before']])
  })

  it('if the scenarios name the requirement of the other, and the event is wrong in the same way', () => {
    const failures = [
      byModel('by EC-29', 'EC-29', 'too-much', 'epoch-committed'),
      byModel('by EC-35', 'EC-35', 'forbidden', 'epoch-committed'),
    ]
    expect(grouped(failures)).toHaveLength(2)
    expect(grouped(failures, ['EC-35'])).toEqual([['by EC-29', 'by EC-35']])
  })
})

describe('failures have several causes', () => {
  it.each([
    ['requirement', byModel('b', 'EC-31', 'too-much', 'epoch-committed')],
    ['way to be wrong', byModel('b', 'EC-29', 'missing', 'epoch-committed')],
    ['kind of event', byModel('b', 'EC-29', 'too-much', 'offset-added')],
  ])('if they have another %s', (_, other) => {
    expect(grouped([byModel('a', 'EC-29', 'too-much', 'epoch-committed'), other])).toEqual([['a'], ['b']])
  })

  it('if the driver fails in one and the implementation in the other, with the same words', () => {
    expect(grouped([byWords('a', 'x', 'crashed'), byWords('b', 'x')])).toEqual([['a'], ['b']])
  })
})

it('of failures with one cause the most frequent way to show comes first', () => {
  const failures = [
    byModel('once', 'EC-35', 'forbidden', 'epoch-committed'),
    byModel('often', 'EC-35', 'too-much', 'epoch-committed', 'query-committed'),
    byModel('often', 'EC-35', 'too-much', 'epoch-committed', 'query-committed'),
  ]
  expect(grouped(failures)).toEqual([['often', 'often', 'once']])
})
