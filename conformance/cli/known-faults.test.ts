import { expect, it } from 'vitest'
import { knownFaults } from '../production-logs/tokens.ts'
import { cwc } from './fixtures/cwc.ts'

it.each(Object.entries(knownFaults))(
  '%s: cwc reproduce shows its fault by the token',
  async (requirement, { token, bug }) => {
    const faulty = ['--', process.execPath, 'conformance/mutation/serve-seeded-bug.ts', bug]
    const { code, out } = await cwc(['reproduce', token, ...faulty])
    expect(out).toContain(`✗ ${requirement} `)
    expect(code).toBe(1)
    expect((await cwc(['reproduce', token])).code).toBe(0)
  },
)
