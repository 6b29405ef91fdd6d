import { sinkScenarios } from '../features/kit-scenarios.ts'

/** The scenarios that each broken sink goes through. The others are like one of them, and would take the test three times as long. */
const names: ReadonlySet<string> = new Set([
  'nothing fails',
  'nothing fails, with two partitions',
  'an epoch without rows is committed',
  'stopped with rows that no epoch has committed',
  'a write fails',
  'a write fails after it went through',
  'a write fails in the epoch after a committed one',
  "a writer's commit fails",
  "a writer's commit fails after it went through",
  "a writer's commit fails after it went through, and so does the abort",
  'a task dies between its commit and its message',
  'the same epoch is committed again with the same rows',
  "the sink's commit fails after it went through, and is repeated by the next run",
  "the sink's commit fails between two partitions, and is repeated by the next run",
  'the next run ends an epoch later that the sink has already',
  'the next run ends an epoch earlier that the sink has already',
  "the sink's commit is refused once, and the query goes on (CE-20)",
  'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)',
  'a second query commits an epoch with the number of one of the first query',
])

export const waysScenarios = () => sinkScenarios().filter(({ name }) => names.has(name))
