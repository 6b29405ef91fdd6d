import { expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

it('cwc sink --clean-log without generated schedules is refused', async () => {
  const { code, err } = await cwc(['sink', '--format', 'noop', '--clean-log'])
  expect(code).toBe(2)
  expect(err).toContain('--clean-log is about generated schedules (--runs is wanted)')
})
