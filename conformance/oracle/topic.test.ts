import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { requirements } from '../requirements/registry.ts'
import { topicsOf, topicsOfDifference } from './topic.ts'

const error = { type: 'IOException', message: null }

describe('the topics of an event', () => {
  it('An event has its own kind as topic where the kind says enough.', () => {
    expect(topicsOf({ kind: 'child-executed', actor: 'operator' })).toEqual(['child-executed'])
  })

  it('A special topic comes before the general one.', () => {
    expect(topicsOf({ kind: 'threw', actor: 'operator', error })).toEqual(['operator threw: error', 'operator threw'])
  })

  it('Differing fields come before the event itself, and equal fields are no topics.', () => {
    const created: Event = { kind: 'writer-created', actor: 'task-0', partition: 0, epoch: 1, taskId: 2 }
    expect(topicsOfDifference(created, { ...created, epoch: 5, taskId: 6 })).toEqual([
      'writer-created.epoch',
      'writer-created.taskId',
      'writer-created',
    ])
  })

  it('A field that only the implementation shows is a differing field.', () => {
    const made: Event = { kind: 'writer-factory-created', actor: 'operator' }
    expect(topicsOfDifference(made, { ...made, numPartitions: 2 })[0]).toBe('writer-factory-created.numPartitions')
  })
})

describe('attribution in the records', () => {
  it('Each topic that a record names has at least one way.', () => {
    const claims = requirements.flatMap(({ attributed = {} }) => Object.values(attributed))
    expect(claims.length).toBeGreaterThan(60)
    expect(claims.filter((ways) => ways.length === 0)).toEqual([])
  })
})
