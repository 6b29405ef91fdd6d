import { expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

it('cwc audit says of each thing that goes wrong whether a row is lost or there twice', async () => {
  const { out, code } = await cwc(['audit', '--rows', '1', '--restarts', '1', '--sink', 'both are kept'])
  expect(out).toContain('nothing but stops and restarts; a sink where both are kept: no row is lost, in 76 states')
  expect(out).toMatch(/the log of commits cannot be written; .*: row-0-0 is twice, by 12 steps\n {4}it is executed/)
  expect(code).toBe(0)
})
