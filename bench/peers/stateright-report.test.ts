import { describe, expect, it } from 'vitest'
import { readStateright, releaseIn } from './stateright-report.ts'

describe("Stateright's report", () => {
  it('a report of Stateright is read', () => {
    // Recorded: 4 writers, 4 readers, 5 epochs.
    const line = '{"states":1679616,"generated":11197441,"seconds":2.125094426}\n'
    expect(readStateright(line)).toEqual({ states: 1_679_616, generated: 11_197_441, seconds: 2.125094426 })
  })

  it('a report without a count is an error', () => {
    expect(() => readStateright('{"states":81,"seconds":0.1}')).toThrow('generated')
  })

  it('the release of Stateright is that of the lock file', () => {
    expect(releaseIn('[[package]]\nname = "stateright"\nversion = "0.31.0"\n')).toBe('0.31.0')
  })
})
