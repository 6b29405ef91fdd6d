import { expect, it } from 'vitest'
import { inTime } from './in-time.ts'

const ordered = (...stamps: readonly string[]) => inTime(stamps, (stamp) => stamp)

it('Items are in the order of their stamps, also where one log has a date of two digits and another one of four', () => {
  expect(ordered('26/11/28 12:40:00', '2026-11-28 12:30:00,123', '26/11/27 12:50:00')).toEqual([
    '26/11/27 12:50:00',
    '2026-11-28 12:30:00,123',
    '26/11/28 12:40:00',
  ])
})

it('Items whose stamps have no date, or no stamp, stay where they are', () => {
  const undated = ['12:40:00', '12:30:00.5', '']
  expect(ordered(...undated)).toEqual(undated)
  expect(ordered('26/11/28 12:00:00', '01:00:00', '26/11/27 12:00:00')).toEqual([
    '26/11/27 12:00:00',
    '01:00:00',
    '26/11/28 12:00:00',
  ])
})

it('Stamps with a zone are compared with those of the same zone only', () => {
  const mixed = ['2026-11-28T12:40:00.1Z', '2026-11-28T12:30:00', '2026-11-28T12:20:00+02:00']
  expect(ordered(...mixed)).toEqual(mixed)
  expect(ordered('2026-11-28T12:40:00Z', '2026-11-28T12:30:00', '2026-11-28T12:20:00Z')).toEqual([
    '2026-11-28T12:20:00Z',
    '2026-11-28T12:30:00',
    '2026-11-28T12:40:00Z',
  ])
})
