import { describe, expect, it } from 'vitest'
import { UsageError } from '../errors.ts'
import { parseDrivers } from './matrix-drivers.ts'

describe('the drivers of a matrix', () => {
  it('are releases of Spark, the model, and commands with a name, split at spaces', () => {
    expect(parseDrivers('spark@2.4.8, reference,mine=./my-driver  --fast -x=1')).toEqual([
      {
        name: 'spark@2.4.8',
        word: 'spark@2.4.8',
        choice: { kind: 'spark', source: { kind: 'release', version: '2.4.8' }, master: { kind: 'local' } },
      },
      { name: 'reference', word: 'reference', choice: { kind: 'reference' } },
      {
        name: 'mine',
        word: 'mine=./my-driver --fast -x=1',
        choice: { kind: 'command', command: './my-driver', args: ['--fast', '-x=1'] },
      },
    ])
  })

  it.each([
    ['nobody', 'unknown driver "nobody"'],
    ['', 'has an empty place'],
    ['reference,,x=y', 'has an empty place'],
    ['x=y,reference,x=z', 'names x twice'],
    ['a/b=./x', '"a/b" is no name of a driver'],
    ['..=./x', '".." is no name of a driver'],
    ['x= ', 'no command stands behind x='],
  ])('%j are refused, with the reason', (text, why) => {
    expect(() => parseDrivers(text)).toThrow(UsageError)
    expect(() => parseDrivers(text)).toThrow(why)
  })
})
