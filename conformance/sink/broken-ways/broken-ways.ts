import type { Shown } from './shown.ts'

/** One way in which a sink can be broken, and all scenarios that show it. */
export interface BrokenWay {
  /** As in `Way.java`. */
  readonly says: string
  /** The requirements of sinks that the scenarios find violated. */
  readonly breaks: readonly string[]
  /** Its readers are promised an order. */
  readonly isOrdered?: true
  /** By the name of the scenario, of those that the broken sinks go through; without a mistake, of all. */
  readonly shows: Readonly<Record<string, Shown>>
}

// Of the sink in examples/sinks/broken, on Spark 3.5.8: a test holds each cell, and each scenario that is not here shows nothing.

export const brokenWays: Readonly<Record<string, BrokenWay>> = {
  none: {
    says: 'Not at all.',
    breaks: [],
    shows: {
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
      'stopped behind the entry in the offset log, and the next run ends the epoch earlier (CE-19)': {
        lost: 'row-0-1',
      },
    },
  },
  'visible-when-written': {
    says: 'A row is visible as soon as it is written.',
    breaks: ['SK-30', 'SK-31', 'SK-32', 'SK-37'],
    shows: {
      'nothing fails': { early: 'row-0-0 row-0-1' },
      'a second query commits an epoch with the number of one of the first query': { early: 'row-0-0 row-0-0-q2' },
      'nothing fails, with two partitions': { early: 'row-0-0 row-1-0 row-1-1 row-1-2' },
      'an epoch without rows is committed': { early: 'row-0-0 row-0-1' },
      'stopped with rows that no epoch has committed': { twice: 'row-0-0', early: 'row-0-0' },
      'a write fails': { twice: 'row-0-0', early: 'row-0-0 row-0-1', afterAbort: 'row-0-0' },
      'a write fails after it went through': {
        twice: 'row-0-0 row-0-1',
        early: 'row-0-0 row-0-1',
        afterAbort: 'row-0-0 row-0-1',
      },
      'a write fails in the epoch after a committed one': {
        twice: 'row-0-1',
        early: 'row-0-0 row-0-1 row-0-2',
        afterAbort: 'row-0-1',
      },
      "a writer's commit fails": { twice: 'row-0-0', early: 'row-0-0', afterAbort: 'row-0-0' },
      "a writer's commit fails after it went through": { twice: 'row-0-0', early: 'row-0-0', afterAbort: 'row-0-0' },
      "a writer's commit fails after it went through, and so does the abort": { twice: 'row-0-0', early: 'row-0-0' },
      'a task dies between its commit and its message': { twice: 'row-0-0', early: 'row-0-0', afterAbort: 'row-0-0' },
      'the same epoch is committed again with the same rows': { twice: 'row-0-0', early: 'row-0-0' },
      "the sink's commit fails after it went through, and is repeated by the next run": {
        twice: 'row-0-0',
        early: 'row-0-0',
      },
      "the sink's commit fails between two partitions, and is repeated by the next run": {
        twice: 'row-0-0 row-1-0',
        early: 'row-0-0 row-1-0',
      },
      'the next run ends an epoch later that the sink has already': {
        twice: 'row-0-0',
        early: 'row-0-0 row-0-1 row-0-2',
      },
      'the next run ends an epoch earlier that the sink has already': {
        twice: 'row-0-0 row-0-1',
        early: 'row-0-0 row-0-1',
      },
      "the sink's commit is refused once, and the query goes on (CE-20)": {
        twice: 'row-0-0 row-0-1',
        early: 'row-0-0 row-0-1',
      },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': {
        twice: 'row-0-0',
        early: 'row-0-0 row-0-1 row-0-2',
      },
    },
  },
  'visible-with-the-writer': {
    says: 'The rows of a partition are visible with the commit of its writer, and the commit of the epoch does nothing.',
    breaks: ['SK-31', 'SK-32', 'SK-34', 'SK-37'],
    shows: {
      "a writer's commit fails after it went through": { twice: 'row-0-0', early: 'row-0-0', afterAbort: 'row-0-0' },
      "a writer's commit fails after it went through, and so does the abort": { twice: 'row-0-0', early: 'row-0-0' },
      'a task dies between its commit and its message': { twice: 'row-0-0', early: 'row-0-0', afterAbort: 'row-0-0' },
      'the same epoch is committed again with the same rows': { twice: 'row-0-0' },
      "the sink's commit fails after it went through, and is repeated by the next run": { twice: 'row-0-0' },
      "the sink's commit fails between two partitions, and is repeated by the next run": { twice: 'row-0-0 row-1-0' },
      'the next run ends an epoch later that the sink has already': { twice: 'row-0-0' },
      'the next run ends an epoch earlier that the sink has already': { twice: 'row-0-0 row-0-1' },
      "the sink's commit is refused once, and the query goes on (CE-20)": {
        twice: 'row-0-0 row-0-1',
        early: 'row-0-0 row-0-1',
      },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': {
        twice: 'row-0-0',
        early: 'row-0-0 row-0-1',
      },
    },
  },
  'not-atomic': {
    says: 'The commit of an epoch is one transaction per partition.',
    breaks: ['SK-31'],
    shows: {
      "the sink's commit fails between two partitions, and is repeated by the next run": { early: 'row-1-0' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
  'each-commit-adds': {
    says: 'Each commit adds its rows, whatever the epoch.',
    breaks: ['SK-34'],
    shows: {
      'the same epoch is committed again with the same rows': { twice: 'row-0-0' },
      "the sink's commit fails after it went through, and is repeated by the next run": { twice: 'row-0-0' },
      'the next run ends an epoch later that the sink has already': { twice: 'row-0-0' },
      'the next run ends an epoch earlier that the sink has already': { twice: 'row-0-0 row-0-1' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
  'first-commit-wins': {
    says: 'An epoch that is there already is left as it is.',
    breaks: [],
    shows: {
      'the next run ends an epoch later that the sink has already': { lost: 'row-0-1' },
      'the next run ends an epoch earlier that the sink has already': { twice: 'row-0-1' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
  'drops-the-last-row': {
    says: 'The writer stages all rows but the last, which is still in its buffer.',
    breaks: ['SK-33', 'SK-36'],
    shows: {
      'a second query commits an epoch with the number of one of the first query': { lost: 'row-0-0 row-0-0-q2' },
      'nothing fails': { lost: 'row-0-0 row-0-1' },
      'nothing fails, with two partitions': { lost: 'row-0-0 row-1-0 row-1-2' },
      'an epoch without rows is committed': { lost: 'row-0-0 row-0-1' },
      'stopped with rows that no epoch has committed': { lost: 'row-0-0' },
      'a write fails': { lost: 'row-0-1' },
      'a write fails after it went through': { lost: 'row-0-1' },
      'a write fails in the epoch after a committed one': { lost: 'row-0-0 row-0-2' },
      "a writer's commit fails": { lost: 'row-0-0' },
      "a writer's commit fails after it went through": { lost: 'row-0-0' },
      "a writer's commit fails after it went through, and so does the abort": { lost: 'row-0-0' },
      'a task dies between its commit and its message': { lost: 'row-0-0' },
      'the same epoch is committed again with the same rows': { lost: 'row-0-0' },
      "the sink's commit fails after it went through, and is repeated by the next run": { lost: 'row-0-0' },
      "the sink's commit fails between two partitions, and is repeated by the next run": { lost: 'row-0-0 row-1-0' },
      'the next run ends an epoch later that the sink has already': { lost: 'row-0-1 row-0-2' },
      'the next run ends an epoch earlier that the sink has already': { lost: 'row-0-0 row-0-1' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': {
        lost: 'row-0-0 row-0-1 row-0-2',
      },
    },
  },
  'keeps-the-row-of-spark': {
    says: "The writer keeps Spark's own object for a row, which Spark uses again for the next one.",
    breaks: ['SK-33', 'SK-35', 'SK-36'],
    shows: {
      'nothing fails, with two partitions': { lost: 'row-1-1', twice: 'row-1-2' },
      'a write fails': { lost: 'row-0-0', twice: 'row-0-1' },
      'a write fails after it went through': { lost: 'row-0-0', twice: 'row-0-1' },
      'a write fails in the epoch after a committed one': { lost: 'row-0-1', twice: 'row-0-2' },
      'the next run ends an epoch later that the sink has already': { lost: 'row-0-0', twice: 'row-0-1' },
      "the sink's commit is refused once, and the query goes on (CE-20)": { lost: 'row-0-0', twice: 'row-0-1' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
  'abort-leaves-rows': {
    says: 'The commit takes all that is staged for the epoch, and an abort does nothing.',
    breaks: ['SK-32', 'SK-37'],
    shows: {
      "a writer's commit fails after it went through": { twice: 'row-0-0' },
      "a writer's commit fails after it went through, and so does the abort": { twice: 'row-0-0' },
      'a task dies between its commit and its message': { twice: 'row-0-0' },
      "the sink's commit is refused once, and the query goes on (CE-20)": { twice: 'row-0-0' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': {
        twice: 'row-0-0',
        early: 'row-0-1',
      },
    },
  },
  'trusts-the-abort': {
    says: 'The commit takes all that is staged for the epoch, and trusts that an abort has removed the rest.',
    breaks: ['SK-32', 'SK-37'],
    shows: {
      "a writer's commit fails after it went through, and so does the abort": { twice: 'row-0-0' },
      "the sink's commit is refused once, and the query goes on (CE-20)": { twice: 'row-0-0' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': {
        twice: 'row-0-0',
        early: 'row-0-1',
      },
    },
  },
  'abort-deletes-committed': {
    says: 'An abort deletes what its task has written, and a task of continuous processing has written earlier epochs, too.',
    breaks: ['SK-38'],
    shows: {
      'a write fails in the epoch after a committed one': { lost: 'row-0-0' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
  'empty-epoch-deletes-all': {
    says: 'The commit replaces the rows from its first epoch on, and without a row that is epoch 0.',
    breaks: ['SK-38'],
    shows: {
      'an epoch without rows is committed': { lost: 'row-0-0' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
  'shared-by-tasks': {
    says: 'The place for staged rows is named by the epoch only, so all tasks share it, and each message names all of their rows.',
    breaks: ['SK-34', 'SK-36', 'SK-37'],
    shows: {
      'nothing fails, with two partitions': { twice: 'row-0-0 row-1-0 row-1-1 row-1-2' },
      "the sink's commit fails between two partitions, and is repeated by the next run": { twice: 'row-0-0 row-1-0' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
  'forgets-the-query': {
    says: 'An epoch is known by its number alone, so one of another query replaces its rows.',
    breaks: [],
    shows: {
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
      'a second query commits an epoch with the number of one of the first query': { lost: 'row-0-0' },
    },
  },
  'abort-shows-rows': {
    says: 'An abort writes what is still in the buffer of the writer, to where readers look.',
    breaks: ['SK-32'],
    shows: {
      'a write fails': { early: 'row-0-0', afterAbort: 'row-0-0' },
      'a write fails after it went through': { early: 'row-0-0 row-0-1', afterAbort: 'row-0-0 row-0-1' },
      'a write fails in the epoch after a committed one': { early: 'row-0-1', afterAbort: 'row-0-1' },
      "a writer's commit fails": { early: 'row-0-0', afterAbort: 'row-0-0' },
      "a writer's commit fails after it went through": { early: 'row-0-0', afterAbort: 'row-0-0' },
      'a task dies between its commit and its message': { early: 'row-0-0', afterAbort: 'row-0-0' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
  'writes-backwards': {
    says: 'The writer stages its rows from the last one to the first.',
    breaks: [],
    isOrdered: true,
    shows: {
      'nothing fails, with two partitions': { outOfOrder: 'row-1-1' },
      'a write fails': { outOfOrder: 'row-0-0' },
      'a write fails after it went through': { outOfOrder: 'row-0-0' },
      'a write fails in the epoch after a committed one': { outOfOrder: 'row-0-1' },
      'the next run ends an epoch later that the sink has already': { outOfOrder: 'row-0-0' },
      "the sink's commit is refused once, and the query goes on (CE-20)": { outOfOrder: 'row-0-0' },
      'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': { lost: 'row-0-1' },
    },
  },
}
