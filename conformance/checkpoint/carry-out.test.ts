import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { carryOut, folderBeside } from './carry-out.ts'
import { checkpointOf, committedUpTo, offsets } from './fixtures/checkpoint-folder.ts'
import { localStorage } from './local-storage.ts'
import { everything, noEntries, readCheckpoint } from './read-checkpoint.ts'
import type { Move } from './repair.ts'
import type { Storage } from './storage.ts'

const ahead = { ...committedUpTo(1), 'offsets/2': offsets(20), 'offsets/3': offsets(30), 'commits/.2.crc': 'x' }
const moves: readonly Move[] = [
  { log: 'offsets', name: '3' },
  { log: 'offsets', name: '2' },
  { log: 'commits', name: '.2.crc' },
]

/** Makes the moves on a new checkpoint. */
function begin(options: { readonly storage?: Storage; readonly meanwhile?: (checkpoint: string) => void } = {}) {
  const checkpoint = checkpointOf(ahead)
  const reading = readCheckpoint(localStorage, checkpoint, everything)
  if (reading.kind === 'none') throw new Error(reading.why)
  options.meanwhile?.(checkpoint)
  const folder = folderBeside(checkpoint, new Date(0))
  let begun = 0
  const result = carryOut(options.storage ?? localStorage, {
    checkpoint,
    folder,
    moves,
    before: reading.checkpoint,
    readAgain: () => readCheckpoint(localStorage, checkpoint, noEntries),
    onBegin: () => begun++,
  })
  return { checkpoint, folder, result, begun }
}

describe('a repair that is carried out', () => {
  it('has moved all files into a dated folder beside the checkpoint', () => {
    const { checkpoint, folder, result, begun } = begin()
    expect(folder).toBe(`${checkpoint}.moved-1970-01-01T00-00-00Z`)
    expect(result).toEqual({ folder, planned: 3, done: moves, stopped: undefined })
    expect(begun).toBe(1)
    expect(readdirSync(join(folder, 'offsets'))).toEqual(['2', '3'])
    expect(readdirSync(join(folder, 'commits'))).toEqual(['.2.crc'])
    expect(readdirSync(join(checkpoint, 'offsets'))).toEqual(['0', '1'])
  })

  it.each<readonly [string, (checkpoint: string) => void]>([
    ['a file has come', (at) => writeFileSync(join(at, 'offsets/4'), '')],
    ['a file has grown', (at) => writeFileSync(join(at, 'offsets/3'), 'v1\n\n{"0":{"value":1234567}}')],
    ['a commit has come', (at) => writeFileSync(join(at, 'commits/2'), 'v1')],
  ])('moves nothing if the checkpoint has changed since it was read: %s', (_, meanwhile) => {
    const { folder, result, begun } = begin({ meanwhile })
    expect(result.stopped).toBe(
      'the checkpoint changed while it was looked at, so a query seems to run on it (stop it first)',
    )
    expect([result.done, begun, existsSync(folder)]).toEqual([[], 0, false])
  })

  it('names the files that it has moved if it cannot move the next one', () => {
    const { folder, result } = begin({
      meanwhile: (at) => {
        const inTheWay = join(folderBeside(at, new Date(0)), 'offsets/2')
        mkdirSync(dirname(inTheWay), { recursive: true })
        writeFileSync(inTheWay, '')
      },
    })
    expect(result.stopped).toBe(`${folder}/offsets/2: exists already (a free name is wanted)`)
    expect(result.done).toEqual([{ log: 'offsets', name: '3' }])
  })

  it('has moved nothing if the folder beside cannot be made', () => {
    const { checkpoint, result, begun } = begin({
      meanwhile: (at) => writeFileSync(folderBeside(at, new Date(0)), ''),
    })
    expect(result.stopped).toMatch(/: (a file is in the way|a part of the path is not a folder)$/)
    expect([result.done, begun, readdirSync(join(checkpoint, 'offsets'))]).toEqual([[], 0, ['0', '1', '2', '3']])
  })

  it('passes on an error that is none of the storage', () => {
    const storage: Storage = {
      ...localStorage,
      move: () => {
        throw new TypeError('a mistake of the kit')
      },
    }
    expect(() => begin({ storage })).toThrow(TypeError)
  })
})

describe('the folder beside a checkpoint', () => {
  it('has the time in its name, and stands beside it also if the name ends with a slash', () => {
    expect(folderBeside('s3a://bucket/a/orders/', new Date('2026-11-29T09:02:03.456Z'))).toBe(
      's3a://bucket/a/orders.moved-2026-11-29T09-02-03Z',
    )
  })
})
