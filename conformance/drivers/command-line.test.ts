import { describe, expect, it } from 'vitest'
import type { DriverChoice } from './choice.ts'
import { columnWord, cwcCommandLine } from './command-line.ts'

const local = { kind: 'local' } as const
const release: DriverChoice = { kind: 'spark', source: { kind: 'release', version: '3.5.8' }, master: local }
const installed: DriverChoice = { kind: 'spark', source: { kind: 'installed', home: '/opt/my spark' }, master: local }
const cluster: DriverChoice = { ...release, master: { kind: 'local-cluster', url: 'local-cluster[2,1,512]' } }
const mine: DriverChoice = { kind: 'command', command: './mine', args: ['-v', "it's"] }

describe('the command line that runs a case again', () => {
  it.each([
    [{ kind: 'reference' } as const, 'npx cwc run --edition document'],
    [release, 'npx cwc run --driver spark@3.5.8 --edition document'],
    [installed, "npx cwc run --driver spark --spark-home '/opt/my spark' --edition document"],
    [cluster, "npx cwc run --driver spark@3.5.8 --master 'local-cluster[2,1,512]' --edition document"],
    [{ kind: 'in-process' } as const, 'npx cwc run --edition document -- DRIVER'],
    [mine, "npx cwc run --edition document -- ./mine -v 'it'\\''s'"],
  ])('chooses the driver again, quoted for a shell: %j', (choice, line) => {
    expect(cwcCommandLine(['run'], { choice, options: ['--edition', 'document'] })).toBe(line)
  })
})

describe('the word for a column of the matrix', () => {
  it.each([
    ['reference', { kind: 'reference' } as const, 'reference'],
    ['spark@3.5.8', release, 'spark@3.5.8'],
    ['mine', { kind: 'command', command: './mine', args: ['-v'] } as const, 'mine=./mine -v'],
  ])('chooses %s again', (name, choice, word) => expect(columnWord(name, choice)).toBe(word))
})
