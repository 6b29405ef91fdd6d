import { describe, expect, it } from 'vitest'
import { checksumOf } from './checksum.ts'
import { crcOf } from './fixtures/checkpoint-folder.ts'

// Hadoop's own checksum of a commit of Spark 3.5.8.
const recorded = { file: 'v1\n{"nextBatchWatermarkMs":0}', crc: '6372630000000200f32abfdd' }

describe('a checksum file', () => {
  it('of Hadoop matches the file beside which it was written', () => {
    expect(checksumOf(Buffer.from(recorded.file), Buffer.from(recorded.crc, 'hex'))).toBe('matches')
  })

  it('does not match a file that was changed', () => {
    expect(checksumOf(Buffer.from(recorded.file.replace('0', '1')), Buffer.from(recorded.crc, 'hex'))).toBe('differs')
  })

  it('has a sum for each 512 bytes', () => {
    const long = Buffer.alloc(1_300, 'a')
    const changed = Buffer.from(long).fill('b', 1_299)
    expect([checksumOf(long, crcOf(long)), checksumOf(changed, crcOf(long))]).toEqual(['matches', 'differs'])
    expect(checksumOf(long, crcOf(long.subarray(0, 600)))).toBe('differs')
  })

  it.each([
    ['is empty', Buffer.alloc(0)],
    ['is something else', Buffer.from('no sums here')],
    ['has sums of no bytes', Buffer.from('63726300000000001d7ff1b8', 'hex')],
    ['has sums of a gigabyte', Buffer.from('63726300400000001d7ff1b8', 'hex')],
  ])('says nothing if it %s', (_, crc) => {
    expect(checksumOf(Buffer.from(recorded.file), crc)).toBe('none')
  })
})
