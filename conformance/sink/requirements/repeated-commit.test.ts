import { expect, it } from 'vitest'
import { actionOf, sinkFails } from '../schedules/schedule.ts'
import { judgeCase } from './judge-requirements.ts'
import { sinkCase } from './sink-case.ts'
import {
  begins,
  close,
  commit,
  commitEpoch,
  endsEpoch,
  failsInside,
  gives,
  oneEpoch,
  stops,
  write,
} from './trace-builder.ts'

const again = endsEpoch({ calls: [commit(2), close(2), failsInside(commitEpoch(0, 2))], rows: ['a'] })
const repeated = [
  ...oneEpoch,
  stops({ rows: ['a'] }),
  begins(2, 0, ['a']),
  gives('a', { calls: [write(2, 'a')], rows: ['a'] }),
]
const midway = {
  action: actionOf(sinkFails('writer.commit.midway'), () => ''),
  calls: [],
  events: [],
  rows: ['a'],
}
const verdictOn = (moments: Parameters<typeof sinkCase>[0]) =>
  judgeCase(sinkCase(moments)).find(({ requirement }) => requirement.id === 'SK-34')?.verdict

it('A sink violates SK-34 if it throws where an epoch that it has is committed again with the same rows', () => {
  expect(verdictOn([...repeated, again])).toEqual({
    kind: 'violated',
    step: 7,
    because: 'epoch 0 was committed again with the same rows, and the commit threw IllegalStateException: no',
  })
})

it('A sink does not violate SK-34 if the kit gave that commit a message that no sink can read', () => {
  expect(verdictOn([...repeated, midway, again])).toEqual({ kind: 'no occasion' })
})
