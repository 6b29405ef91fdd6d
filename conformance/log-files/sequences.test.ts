import { expect, it } from 'vitest'
import { applicationIn } from './look-at.ts'
import { inOrder, logOf } from './sequences.ts'

it('The name of a log keeps its folder as it is: a path may be a URL', () => {
  expect(logOf('s3a://logs/app/driver.log.2.gz')).toBe('s3a://logs/app/driver.log')
  expect(logOf('driver.log.1')).toBe('driver.log')
  expect(logOf('./logs/driver-20261127.log')).toBe('./logs/driver.log')
})

it('An application of a standalone master may have a number of five digits', () => {
  expect(applicationIn('work/app-20261128100000-10234/0/stderr')).toBe('app-20261128100000-10234')
  expect(applicationIn('application_1700000000000_0042/container_e01_1700000000000_0042_01_000001/stderr')).toBe(
    'application_1700000000000_0042',
  )
})

it('Parts whose stamps have no date are in the order of their names: numbers count down, dates up, the one without a mark is last', () => {
  const ordered = (...paths: string[]) =>
    inOrder(paths.map((path) => ({ path, stamp: '10:00:00' }))).map(({ path }) => path)
  const numbered = ['driver.log.10.gz', 'driver.log.2', 'driver.log.1', 'driver.log']
  expect(ordered(...numbered.toReversed())).toEqual(numbered)
  expect(ordered('driver.log.2', 'driver.log', 'driver.log.10.gz', 'driver.log.1')).toEqual(numbered)
  const dated = ['driver.log-20261127', 'driver.log-20261128', 'driver.log']
  expect(ordered(...dated.toReversed())).toEqual(dated)
})
