import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestOfJudge, digestOfModel, digestOfSparkDriver, digestOfSuite } from './digests.ts'

describe('the digest of a suite', () => {
  it('depends on its cases, and not on their order', () => {
    expect(digestOfSuite(['b', 'a'])).toBe(digestOfSuite(['a', 'b']))
    expect(digestOfSuite(['a'])).not.toBe(digestOfSuite(['a', 'b']))
  })
})

describe('the digests of a report', () => {
  it('are each made of files, and no two of the same files', () => {
    const ofNothing = `sha256:${createHash('sha256').digest('hex')}`
    const digests = [ofNothing, digestOfSuite(['a', 'b']), digestOfModel(), digestOfSparkDriver(), digestOfJudge()]
    expect(new Set(digests).size).toBe(digests.length)
  })
})
