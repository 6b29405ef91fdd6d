import type { SeededBug } from './seeded-bug.ts'

/** Operators that run one job well whose tasks end in the order of their partitions. */
export const operatorBugs: readonly SeededBug[] = [
  {
    id: 'operator-waits-for-last-started',
    role: 'operator',
    edition: 'document',
    name: 'returns when the task ends that was started last, whatever the others do',
    story: 'The handles of the tasks are kept in one variable that each start overwrites, and it is joined.',
    needsInterleaving: true,
    file: 'operator.ts',
    find: "return tasks.size === 0 && state.thread === 'runs-job'",
    replace: "return partition === state.setup.partitions - 1 && state.thread === 'runs-job'",
    breaks: ['OP-13'],
  },
  {
    id: 'operator-remembers-the-answer',
    role: 'operator',
    edition: 'document',
    name: 'does not wait for the answer when it is executed again',
    story: 'The promise that the answer completes is a field of the operator: it stays completed.',
    needsInterleaving: false,
    file: 'operator.ts',
    find: 'export function stepOperator(state: OperatorState, action: Plain<OperatorAction>): Step {',
    replace: `export function stepOperator(before, action) {
  const asked = inner(before, action)
  if (action.kind === 'answer') return { ...asked, state: { ...asked.state, answered: true } }
  return before.answered && asked.state.thread === 'asks' ? submitJob(asked.state, asked.events) : asked
}

function inner(state, action) {`,
    breaks: ['OP-11'],
  },
]
