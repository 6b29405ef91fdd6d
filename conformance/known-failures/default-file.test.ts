import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { defaultFile } from './default-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-known-failures-'))
afterAll(() => rmSync(folder, { recursive: true }))
const name = 'cwc.known-failures.yaml'

describe('the default file of known failures', () => {
  mkdirSync(join(folder, 'bin'))
  for (const file of ['bin/driver', 'driver.py']) writeFileSync(join(folder, file), '')
  const own = (command: string, ...args: string[]) => defaultFile({ kind: 'command', command, args })

  it('lies beside the script that an interpreter runs', () => {
    expect(own('python3', '-u', join(folder, 'driver.py'))).toBe(join(folder, name))
    expect(own(join(folder, 'bin/driver'), join(folder, 'driver.py'))).toBe(join(folder, name))
  })

  it('lies beside a program that is named with its folder', () => {
    expect(own(join(folder, 'bin/driver'), '--fast')).toBe(join(folder, 'bin', name))
  })

  it('lies in the working directory for the model, for Spark and for a program on the path', () => {
    expect(defaultFile({ kind: 'reference' })).toBe(name)
    expect(own('my-driver')).toBe(name)
  })
})
