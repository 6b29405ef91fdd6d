import type { Role } from '../../src/contract/roles.ts'
import type { Opening, Setups } from '../../src/contract/setups.ts'

/** How a subject is set up, as a step of the features: a sentence, with the setup below it if the sentence does not tell it all. */
export interface OpeningPhrase {
  readonly text: string
  readonly setup?: Opening['setup']
}

/** The step that opens a subject. */
export function openingPhrase(opening: Opening): OpeningPhrase {
  const text = inWords(opening)
  return text === undefined ? { text: `the role ${opening.role}, set up like this:`, setup: opening.setup } : { text }
}

/** The sentences by role; undefined if the features have none for this setup. */
const phrases: { readonly [R in Role]: (setup: Setups[R]) => string | undefined } = {
  planner: () => 'a planner',
  operator: operatorInWords,
  task: taskInWords,
  coordinator: ({ startEpoch, epochBacklogQueueSize }) =>
    epochBacklogQueueSize === 10_000 ? `a coordinator whose first epoch is ${startEpoch}` : undefined,
  query: queryInWords,
}

const inWords = <R extends Role>({ role, setup }: Opening<R>): string | undefined => phrases[role](setup)

const over = (count: number) => `over ${count} ${count === 1 ? 'partition' : 'partitions'}`

function operatorInWords({
  partitions,
  epochCoordinatorId,
  coordinator,
  writer,
}: Setups['operator']): string | undefined {
  if (writer !== 'Sink') return undefined
  const operator = `an operator ${over(partitions)}`
  if (epochCoordinatorId === null) return coordinator === 'missing' ? `${operator} with no coordinator id` : undefined
  if (epochCoordinatorId !== 'run--1') return undefined
  switch (coordinator) {
    case 'answers':
      return operator
    case 'holds':
      return `${operator} whose coordinator holds its reply`
    case 'missing':
      return `${operator} with no coordinator`
  }
}

function taskInWords(setup: Setups['task']): string | undefined {
  const { partitions, partitioner, startEpoch, epochCoordinatorId, coordinator, parentThread = 'task' } = setup
  if (parentThread !== 'task') return undefined
  const rdd = `a write RDD ${over(partitions)}`
  if (partitioner !== null) {
    const isPlain = coordinator === 'answers' && epochCoordinatorId === 'run--1' && startEpoch !== null
    return isPlain
      ? `${rdd} with the partitioner ${JSON.stringify(partitioner)} whose first epoch is ${startEpoch}`
      : undefined
  }
  if (coordinator === 'missing') {
    if (startEpoch !== 0) return undefined
    return epochCoordinatorId === null
      ? `${rdd} with no coordinator id`
      : epochCoordinatorId === 'run--1'
        ? `${rdd} with no coordinator`
        : undefined
  }
  if (epochCoordinatorId !== 'run--1') return undefined
  return startEpoch === null ? `${rdd} with no start epoch` : `${rdd} whose first epoch is ${startEpoch}`
}

function queryInWords(setup: Setups['query']): string | undefined {
  const { partitions, startEpoch, epochBacklogQueueSize, delivery, trigger = 'kit', polls = 'free' } = setup
  if (epochBacklogQueueSize !== 10_000 || trigger !== 'kit' || (delivery === 'held' && polls === 'held'))
    return undefined
  const query = `a query ${over(partitions)}`
  if (delivery === 'held') return `${query} whose messages are held, and whose first epoch is ${startEpoch}`
  if (polls === 'held')
    return `${query} whose readers ask for the epoch only when they are told to, and whose first epoch is ${startEpoch}`
  return `${query} whose first epoch is ${startEpoch}`
}
