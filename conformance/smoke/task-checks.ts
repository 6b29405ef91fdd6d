import type { Role } from '../../src/contract/roles.ts'
import type { Check } from './check.ts'
import { lived } from './subject-checks.ts'
import { NotSeen, Unexpected } from './unexpected.ts'

/** The checks of what a driver of role task gives to the implementation: numbers of tasks, and commit messages. */
export function surroundings(offers: readonly Role[]): readonly Check[] {
  if (!offers.includes('task')) return []
  return [
    {
      check: 'task: taskId counts the tasks of a subject from 0',
      expected: '0 for the task that starts first, 1 for the second',
      breaks: 'the cases of a role',
      advice: 'report in `taskId` the number of the task in its subject, whatever number the implementation uses',
      needs: 'session',
      async run(probe) {
        const made = (await lived(probe, 'task')).flat().filter((event) => event.kind === 'writer-created')
        if (made.length === 0) throw new NotSeen('there was no event `writer-created`')
        // The task of partition 1 starts first.
        for (const { partition, taskId } of made) {
          if (taskId !== 1 - partition)
            throw new Unexpected(`the task of partition ${partition} had the number ${taskId}`)
        }
      },
    },
    {
      check: 'task: the writer of the driver makes the commit messages',
      expected: '`commit-<partition>-<epoch>`',
      breaks: 'the cases of a role',
      advice: 'let the writer that the driver plays return `commit-<partition>-<epoch>`',
      needs: 'session',
      async run(probe) {
        const made = (await lived(probe, 'task')).flat().filter((event) => event.kind === 'partition-committed')
        if (made.length === 0) throw new NotSeen('there was no event `partition-committed`')
        for (const { partition, epoch, message } of made) {
          const wanted = `commit-${partition}-${epoch}`
          if (message !== wanted) throw new Unexpected(`${JSON.stringify(message)} came where "${wanted}" is wanted`)
        }
      },
    },
  ]
}
