import { describe, expect, it } from 'vitest'
import { chooseDriver } from './choose-driver.ts'

describe('a driver', () => {
  it('that is installed somewhere is so wherever its words are said', () =>
    expect(chooseDriver('spark', [], { sparkHome: 'here' })).toEqual({
      kind: 'spark',
      source: { kind: 'installed', home: `${process.cwd()}/here` },
      master: { kind: 'local' },
    }))

  it.each([
    [() => chooseDriver('spark', []), 'which Spark: a release, such as spark@3.5.8, or the folder of an installed one'],
    [() => chooseDriver(undefined, [], { sparkHome: '/opt' }), '--spark-home is for --driver spark: say both'],
    [
      () => chooseDriver('spark@3.5.8', [], { sparkHome: '/opt' }),
      '--spark-home is for --driver spark, not for spark@',
    ],
    [() => chooseDriver(undefined, ['./mine'], { sparkHome: '/opt' }), 'not for a command behind --'],
    [() => chooseDriver('flink', []), 'unknown driver "flink": it is reference, spark@VERSION'],
    [() => chooseDriver('spark@3.5.8', ['./mine']), 'give --driver spark@3.5.8 or a command behind --, not both'],
  ])('is not chosen by words that do not go together: %#', (choose, why) => expect(choose).toThrow(why))
})
