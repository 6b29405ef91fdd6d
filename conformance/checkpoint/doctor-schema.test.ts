import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { diagnose } from './diagnose.ts'
import { doctorJsonSchema, doctorSchema } from './doctor-schema.ts'
import {
  checkpointOf,
  committedUpTo,
  type Files,
  metadata,
  offsets,
  withChecksums,
} from './fixtures/checkpoint-folder.ts'
import { localStorage } from './local-storage.ts'
import { everything, readCheckpoint } from './read-checkpoint.ts'
import { planRepair } from './repair.ts'
import { verdictOn } from './verdict-on.ts'

const examined = (files: Files): unknown => {
  const reading = readCheckpoint(localStorage, checkpointOf(files), everything)
  const diagnosis = diagnose(reading)
  const repair = reading.kind === 'none' ? { kind: 'nothing to do' } : planRepair(reading.checkpoint, diagnosis)
  return JSON.parse(JSON.stringify({ checkpoint: 'c', diagnosis, repair }))
}

it('schema/doctor.schema.json is the schema of the code', () => {
  const written: unknown = JSON.parse(readFileSync(join(packageRoot, 'schema/doctor.schema.json'), 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(doctorJsonSchema())))
})

it('each kind of finding matches the schema, and another field does not', () => {
  const good = committedUpTo(5)
  const checkpoints: readonly Files[] = [
    {},
    { metadata },
    withChecksums({ ...good, 'offsets/6': offsets(30), 'offsets/7': 'v1' }),
    { ...good, 'offsets/.8.00000000-0000-0000-0000-000000000000.tmp': '' },
    { ...good, 'offsets/.9.crc': 'crc', 'offsets/007': 'v1', 'offsets/3': offsets(0) },
    { ...withChecksums(good), 'offsets/5': offsets(7) },
    { ...good, 'commits/5': '' },
    Object.fromEntries(Object.entries(good).filter(([name]) => name !== 'offsets/5' && name !== 'metadata')),
    Object.fromEntries(Object.entries({ ...good, metadata: '{' }).filter(([name]) => name !== 'commits/3')),
    { ...good, 'offsets/5': 'v1\n\n{"0":5}' },
    { metadata, 'offsets/0': 'v1\n{"batchWatermarkMs":0}\n{"0":1}', 'commits/0': 'v1\n{}' },
  ]
  const list = checkpoints.map(examined)
  const parsed = doctorSchema.parse(list)
  const kinds = new Set<string>(parsed.flatMap(({ diagnosis }) => diagnosis.findings.map(({ kind }) => kind)))
  // These need an option, times, a storage that refuses, or one that takes seconds per file.
  const others = ['accepted', 'old-entry', 'not-read', 'left-unread']
  expect(new Set([...kinds, ...others])).toEqual(new Set(Object.keys(verdictOn)))
  expect(doctorSchema.safeParse([{ ...(list[0] as object), more: 1 }]).success).toBe(false)
})
