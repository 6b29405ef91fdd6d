import { expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

it('cwc audit ends with a table of what loses or duplicates a row', async () => {
  const { out, code } = await cwc(['audit', '--rows', '1', '--restarts', '1', '--sink', 'both are kept'])
  expect(out).toMatch(/nothing but stops and restarts +│ safe +│/)
  expect(out).toMatch(/the log of commits cannot be written +│ duplicated \(\d\)/)
  expect(out.trimEnd()).toMatch(/┘$/)
  expect(code).toBe(0)
})

it('cwc audit does not call a sink safe within bounds in which no row is written', async () => {
  const { out, err, code } = await cwc(['audit', '--rows', '0', '--restarts', '1', '--sink', 'both are kept'])
  expect(out).not.toMatch(/safe/)
  expect(err).toMatch(/^not examined: .*larger bounds are wanted/m)
  expect(code).toBe(4)
})
