import { expect, it } from 'vitest'
import { applicationIn } from './look-at.ts'
import { logOf } from './sequences.ts'

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
