import { describe, expect, it } from 'vitest'
import { chooseDriver } from './choose-driver.ts'

describe('a driver', () => {
  it('in a folder is known by the absolute path of that folder', () =>
    expect(chooseDriver('spark', [], { sparkHome: 'here' })).toEqual({
      kind: 'spark',
      source: { kind: 'installed', home: `${process.cwd()}/here` },
      master: { kind: 'local' },
    }))

  it.each([
    [() => chooseDriver('spark', []), '--driver spark: no release is named (spark@3.5.8 is wanted'],
    [() => chooseDriver(undefined, [], { sparkHome: '/opt' }), '--spark-home: --driver spark is wanted, too'],
    [() => chooseDriver('spark@3.5.8', [], { sparkHome: '/opt' }), '--spark-home: does not go with --driver spark@'],
    [() => chooseDriver(undefined, ['./mine'], { sparkHome: '/opt' }), '--spark-home: a command follows --'],
    [() => chooseDriver('flink', []), '--driver "flink": no such driver (reference, spark@VERSION'],
    [() => chooseDriver('spark@3.5.8', ['./mine']), '--driver spark@3.5.8: a command follows -- already'],
  ])('is refused if the options contradict each other: %#', (choose, why) => expect(choose).toThrow(why))
})
