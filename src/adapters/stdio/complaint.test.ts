import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventSchema } from '../../contract/events.ts'
import { setupSchemas } from '../../contract/setups.ts'
import { complaint } from './complaint.ts'

function reasonOf(schema: typeof eventSchema | typeof setupSchemas.task, value: unknown): string {
  const { error } = schema.safeParse(value)
  if (error === undefined) return 'nothing is wrong'
  const { path, reason } = complaint(error, value, 'event')
  return `${path}: ${reason}`
}

describe('a complaint about a field that may be null', () => {
  const answered = { kind: 'answered', actor: 'coordinator', message: 'SetReaderPartitions' }
  const stopped = { kind: 'query-stopped', actor: 'query' }

  it('says that null is wanted as well as a value', () => {
    expect(reasonOf(eventSchema, answered)).toBe('event.value: nothing where a whole number or null is wanted')
    expect(reasonOf(eventSchema, { ...answered, value: '1' })).toBe(
      'event.value: "1" where a whole number or null is wanted',
    )
    expect(reasonOf(eventSchema, { ...answered, value: null })).toBe('nothing is wrong')
    const lookedUp = { kind: 'coordinator-looked-up', actor: 'operator' }
    expect(reasonOf(eventSchema, lookedUp)).toBe('event.id: nothing where a text or null is wanted')
    expect(
      reasonOf(setupSchemas.task, {
        partitions: 1,
        partitioner: null,
        epochCoordinatorId: null,
        coordinator: 'answers',
      }),
    ).toBe('event.startEpoch: nothing where a whole number or null is wanted')
  })

  it('names the field of an error that is wrong', () => {
    expect(reasonOf(eventSchema, { ...stopped, error: { type: 'IOException' } })).toBe(
      'event.error.message: nothing where a text or null is wanted',
    )
    expect(reasonOf(eventSchema, stopped)).toBe('event.error: nothing where an object or null is wanted')
  })
})

describe('a complaint about a field that may be one of several', () => {
  it('lists them all in one list, also where a choice is within a choice', () => {
    const schema = z.strictObject({ level: z.union([z.enum(['a', 'b']), z.literal('c'), z.int()]) })
    const { error = new z.ZodError([]) } = schema.safeParse({ level: 'd' })
    expect(complaint(error, { level: 'd' }, '')).toEqual({
      path: '.level',
      reason: '"d" where one of "a", "b", "c", a whole number is wanted',
    })
  })
})
