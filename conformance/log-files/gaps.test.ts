import { expect, it } from 'vitest'
import { gapsIn, namesOf } from './gaps.ts'

const gaps = (ordered: readonly string[], there: readonly string[] = []) =>
  gapsIn(ordered, (path) => there.includes(path)).map((gap) => [gap.file, namesOf(gap)])

it('Numbers that are left out between two parts of a log are missing files', () => {
  expect(gaps(['a/x.log.2', 'a/x.log'])).toEqual([['a/x.log', 'a/x.log.1']])
  expect(gaps(['x.log.7.gz', 'x.log.3', 'x.log.2', 'x.log'])).toEqual([
    ['x.log.3', 'x.log.6 to x.log.4'],
    ['x.log', 'x.log.1'],
  ])
  expect(gaps(['x.log.005', 'x.log.003'])).toEqual([['x.log.003', 'x.log.004']])
  expect(gaps(['x.log.2', 'x.log.1', 'x.log'])).toEqual([])
})

it('Where numbers grow with time, those below the first one were deleted, and the file without a number is the last', () => {
  expect(gaps(['x.log.5', 'x.log.6', 'x.log'])).toEqual([])
  expect(gaps(['x.log.5', 'x.log.7', 'x.log'])).toEqual([['x.log.7', 'x.log.6']])
})

it('A file that is there without any lines is not missing', () => {
  expect(gaps(['x.log.3', 'x.log'], ['x.log.1', 'x.log.2'])).toEqual([])
  expect(gaps(['x.log.3', 'x.log'], ['x.log.1'])).toEqual([['x.log', 'x.log.2']])
})

it('Dates, and numbers that are far apart, say nothing of missing files', () => {
  expect(gaps(['x.log.2026-11-27', 'x.log.2026-11-29', 'x.log'])).toEqual([])
  expect(gaps(['x.4711', 'x.1234'])).toEqual([])
})
