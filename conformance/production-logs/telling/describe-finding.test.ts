import { expect, it } from 'vitest'
import type { SeenHole } from '../runs/hole-witness.ts'
import { describeLogFinding } from './describe-finding.ts'

const shown = (shownBy: SeenHole['shownBy'], actors = 2) =>
  describeLogFinding({
    kind: 'lines-missing',
    after: { file: 'log', line: 3 },
    at: { file: 'log', line: 4 },
    actors,
    shownBy,
  })

it.each([
  [
    shown('epochs'),
    '2 participants (the query, its coordinator, writers of partitions, tasks) go on later there than before',
  ],
  [
    shown('epochs', 1),
    '1 participant (the query, its coordinator, writers of partitions, tasks) goes on later there than before',
  ],
  [shown('tasks', 3), '3 tasks ended there and never began, or began again and never ended'],
  [shown('cancellation', 1), 'a job was cancelled there, and no line is there that cancels it'],
  [shown('trace', 1), 'a stack trace is there without the line of its error'],
])('a hole says between which lines it is, and what shows it: %#', ([place, ...rest], text) => {
  expect(place).toMatch(/^lines seem to be missing between log:3 and log:4/)
  expect(rest[0]).toBe(text)
})
