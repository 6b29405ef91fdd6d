import { crc32 } from 'node:zlib'

/** Whether a file is what its `.crc` says: Hadoop's local file system writes one beside each file, and some releases remove it. */
export type Checksum = 'matches' | 'differs' | 'none'

const header = Buffer.from('crc\0')
const mostPerSum = 2 ** 20

/**
 * Compares a file with its `.crc`: `crc`, a zero byte, the number of bytes per checksum, and then the CRC-32 of each stretch of
 * that many bytes, all in big-endian order. Source: `ChecksumFileSystem` and `ChecksumFs` of Hadoop. A file that is no such list of
 * sums counts as `none`.
 */
export function checksumOf(bytes: Buffer, crc: Buffer): Checksum {
  if (crc.length < 8 || !crc.subarray(0, 4).equals(header)) return 'none'
  const perSum = crc.readUInt32BE(4)
  if (perSum === 0 || perSum > mostPerSum) return 'none'
  const sums = Math.ceil(bytes.length / perSum)
  if (crc.length !== 8 + 4 * sums) return 'differs'
  for (let at = 0; at < sums; at++) {
    if (crc32(bytes.subarray(at * perSum, (at + 1) * perSum)) !== crc.readUInt32BE(8 + 4 * at)) return 'differs'
  }
  return 'matches'
}
