import { describe, expect, it } from 'vitest'
import { readStateright, releaseIn } from './stateright-report.ts'

describe("Stateright's report", () => {
  it('is read', () => {
    // Recorded: 4 writers, 4 readers, 5 epochs.
    const line = '{"states":1679616,"generated":11197441,"seconds":2.125094426}\n'
    expect(readStateright(line)).toEqual({ states: 1_679_616, generated: 11_197_441, seconds: 2.125094426 })
  })

  it('is refused when a count is missing', () => {
    expect(() => readStateright('{"states":81,"seconds":0.1}')).toThrow('generated')
  })

  it('names its release as the lock file does', () => {
    expect(releaseIn('[[package]]\nname = "stateright"\nversion = "0.31.0"\n')).toBe('0.31.0')
  })
})
