import { describe, expect, it } from 'vitest'
import { mistakenTags } from './mistaken-tags.ts'

describe('mistakes in the tags of a scenario', () => {
  it.each([
    ['a role and a requirement of that role', ['@coordinator', '@EC-29'], 'coordinator', []],
    ['a requirement of a part, in a scenario of a query', ['@query', '@EC-29'], 'query', []],
    ['a tag that is neither', ['@coordinator', '@slow'], 'coordinator', []],
    ['an unknown requirement', ['@coordinator', '@EC-999'], 'coordinator', ['@EC-999: no such requirement']],
    [
      'an id with another dash',
      ['@coordinator', '@EC_14'],
      'coordinator',
      ['@EC_14: not a requirement (a tag such as @OP-3 is wanted)'],
    ],
    [
      'an id without a dash',
      ['@coordinator', '@ec14'],
      'coordinator',
      ['@ec14: not a requirement (a tag such as @OP-3 is wanted)'],
    ],
    ['a lower-case id', ['@coordinator', '@ec-14'], 'coordinator', ['@ec-14: not a requirement (@EC-14 is wanted)']],
    [
      'a requirement of another role',
      ['@coordinator', '@OP-17'],
      'coordinator',
      ['@OP-17: a requirement of role operator, in a scenario of role coordinator'],
    ],
    ['steps of another role', ['@coordinator'], 'task', ['tagged @coordinator, but its steps are of role task']],
    [
      'two roles',
      ['@coordinator', '@query'],
      'coordinator',
      ['tagged with the roles coordinator and query (one is wanted)'],
    ],
  ] as const)('%s', (_, tags, opened, mistakes) => {
    const role = tags.includes('@query' as never) ? 'query' : 'coordinator'
    expect(mistakenTags({ role, tags, opened })).toEqual(mistakes)
  })
})
