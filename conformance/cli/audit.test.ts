import { expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

it('cwc audit ends with a table of what loses or duplicates a row', async () => {
  const { out, code } = await cwc(['audit', '--rows', '1', '--restarts', '1', '--sink', 'both are kept'])
  expect(out).toMatch(/nothing but stops and restarts +│ safe +│/)
  expect(out).toMatch(/the log of commits cannot be written +│ duplicated \(\d\)/)
  expect(out.trimEnd()).toMatch(/┘$/)
  expect(code).toBe(0)
})
