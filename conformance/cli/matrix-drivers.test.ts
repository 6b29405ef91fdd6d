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
    ['nobody', '--drivers "nobody": no such driver'],
    ['', 'a name is empty'],
    ['reference,,x=y', 'a name is empty'],
    ['x=y,reference,x=z', 'x is named twice'],
    ['a/b=./x', '"a/b": not a driver'],
    ['..=./x', '"..": not a driver'],
    ['x= ', 'x=: no command follows'],
  ])('%j are refused, with the reason', (text, why) => {
    expect(() => parseDrivers(text)).toThrow(UsageError)
    expect(() => parseDrivers(text)).toThrow(why)
  })
})
