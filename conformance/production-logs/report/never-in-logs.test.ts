import { expect, it } from 'vitest'
import { requirements } from '../../requirements/registry.ts'
import { rules } from '../rules/rules.ts'
import { neverInLogs } from './never-in-logs.ts'

it('each requirement has a rule, or a reason why no line shows it', () => {
  const reasons = Object.values(neverInLogs).flat()
  const seen = new Set(rules.flatMap((rule) => rule.requirements))
  expect(new Set(reasons).size).toBe(reasons.length)
  expect(new Set([...reasons, ...seen])).toEqual(new Set(requirements.map(({ id }) => id)))
  expect(reasons.filter((id) => seen.has(id))).toEqual([])
})
