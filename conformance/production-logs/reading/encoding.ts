/** How a log is kept, by its first bytes. */
export type Encoding = 'plain' | 'gz' | 'zstd' | 'UTF-16'

/** The encoding of a log that begins with these bytes. */
export function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gz'
  const magic = bytes.length < 4 ? 0 : bytes.readUInt32LE(0)
  if (magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50) return 'zstd'
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) ? 'UTF-16' : 'plain'
}
