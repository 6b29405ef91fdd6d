import { expect, it } from 'vitest'
import { aCase, aReport } from '../matrix/fixtures/reports.ts'
import { shownCauses } from './shown-cause.ts'

it('shown causes take time in proportion to the number of failures: 10,000, each of its own', () => {
  let reads = 0
  const cases = Array.from({ length: 10_000 }, (_, at) => {
    const mismatch = `not seen: ${'x'.repeat(at % 100)} ${Math.floor(at / 100)}`
    const one = aCase(['EC-16'], 'failed', {
      diagnosis: { kind: 'behaviour', requirements: ['EC-16'], says: mismatch, mismatch },
    })
    const get = () => {
      reads++
      return `case ${at}`
    }
    return Object.defineProperty(one, 'id', { enumerable: true, get })
  })
  const { ofCase } = shownCauses(aReport(cases))
  expect(new Set(cases.map((one) => ofCase(one).group)).size).toBe(10_000)
  expect(reads).toBeLessThan(20 * cases.length)
})
