import { end } from '../wrappers/operator.ts'
import { alterStep, withMemory } from '../wrappers/wrapper.ts'
import type { SeededBug } from './seeded-bug.ts'

/** Operators that run one job well whose tasks end in the order of their partitions. */
export const operatorBugs: readonly SeededBug[] = [
  {
    id: 'operator-waits-for-last-started',
    role: 'operator',
    edition: 'document',
    name: 'returns when the last started task ends, even if other tasks still run',
    story: 'The handles of the tasks are kept in one variable that each start overwrites, and it is joined.',
    needsInterleaving: true,
    wrap: alterStep('operator', ({ before, action, after, events }) => {
      if (action.kind !== 'finish-task' || before.thread !== 'runs-job') return { state: after, events }
      const isLast = action.partition === before.setup.partitions - 1
      return isLast ? end(after, []) : { state: { ...after, thread: 'runs-job' }, events: [] }
    }),
    breaks: ['OP-13'],
  },
  {
    id: 'operator-remembers-the-answer',
    role: 'operator',
    edition: 'document',
    name: 'does not wait for the answer when it is executed again',
    story: 'The promise that the answer completes is a field of the operator: it stays completed.',
    needsInterleaving: false,
    wrap: withMemory<'operator', boolean>('operator', false, ({ state, action, take }, answered) => {
      const step = take(state, action)
      if (action.kind === 'answer') return { ...step, memory: true }
      if (!answered || action.kind !== 'execute' || step.state.thread !== 'asks') return { ...step, memory: answered }
      const submitted = take(step.state, { kind: 'answer' })
      return { state: submitted.state, events: [...step.events, ...submitted.events], memory: true }
    }),
    breaks: ['OP-11'],
  },
]
