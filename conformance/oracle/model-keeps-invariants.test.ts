import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roles } from '../../src/contract/roles.ts'
import { deviationsOf, distinctEditions } from '../../src/reference/editions.ts'
import { firstViolation } from '../assertions/invariants.ts'
import type { Trace } from '../assertions/trace.ts'
import { randomBounds, randomCases } from '../generated/random-case.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { randomChoices, walk } from '../state-space/walk.ts'

const cases = fc.sample(randomCases(60), { seed: 5, numRuns: 250 })

describe.each(distinctEditions)('the model of edition %s', (edition) => {
  it.each(roles)('the model breaks no invariant in generated cases of role %s', (role) => {
    for (const { setup, schedule } of cases) {
      const { space, opened, steps } = walk(
        stateSpaceOf(randomBounds(role, setup)),
        randomChoices(schedule),
        deviationsOf(edition),
      )
      const trace: Trace = [
        { kind: 'opened', opening: space.opening, events: opened },
        ...steps.map(({ action, events }) => ({ kind: 'acted' as const, action, events })),
      ]
      expect(firstViolation(trace)).toBeUndefined()
    }
  })
})
