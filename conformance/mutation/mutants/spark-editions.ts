import type { EditionName } from '../../../src/reference/editions.ts'
import type { Mutant } from '../mutant.ts'

/** A faulty implementation of an edition, in the order name, file, find, replace, breaks. */
const of =
  (edition: EditionName) =>
  (name: string, file: string, find: string, replace: string, ...breaks: Mutant['breaks']): Mutant => {
    return { name, edition, file, find, replace, breaks }
  }
const [of24, of30, of32, of34, of40] = [
  of('spark-2.4'),
  of('spark-3.0'),
  of('spark-3.2'),
  of('spark-3.4'),
  of('spark-4.0'),
] as const

const order = "deviations.has('child-first') ? sourceFirst : sinkFirst"
const told = "deviations.has('child-first') ? { numPartitions: setup.partitions } : {}"
const wording = "deviations.has('job-aborted-wording') ? 'Writing job aborted' : 'Writing job aborted.'"
const closes = 'events.push(...closed(task))'
const closing = "const closing = at === 'writer' ? closed(task) : []"
const nothingMade = 'return failed(partition, before, nothingToClose, [])'
const limit = "deviations.has('backlog-limit') ? setup.epochBacklogQueueSize : undefined"

/** Implementations of a line of Spark that do as the page says, or as another line does, or do otherwise. */
export const sparkEditionMutants: readonly Mutant[] = [
  of24(
    'logs as the page says that it has committed',
    'log-lines.ts',
    "deviations.has('committed-log-line') ? '' : 'is '",
    "'is '",
    'RDD-23',
  ),
  of30(
    'logs as the page says that it starts',
    'log-lines.ts',
    "deviations.has('start-log-line') ? 'write support' : 'writer'",
    "'writer'",
    'OP-7',
  ),

  of30(
    'makes the writer factory before it executes the child',
    'operator.ts',
    order,
    'sinkFirst',
    'OP-2',
    'OP-18',
    'OP-40',
    'OP-41',
    'OP-45',
  ),
  of30(
    'logs that it starts before it makes the writer factory',
    'operator.ts',
    'if (thrown !== undefined) return threw(state, thrown, events)',
    `if (place === 'create-writer-factory') events.push(startProcessing(writer, partitions, deviations))
    if (thrown !== undefined) return threw(state, thrown, events)`,
    'OP-40',
  ),
  of30('does not tell the sink how many partitions there are', 'operator.ts', told, '{}', 'OP-42'),
  of30('tells the sink of one partition', 'operator.ts', told, '{ numPartitions: 1 }', 'OP-42'),
  of32(
    'ends with a full stop when a task has failed',
    'spark-errors.ts',
    wording,
    "'Writing job aborted.'",
    'OP-26',
    'OP-43',
  ),
  of34(
    'wraps the failure of the job',
    'spark-errors.ts',
    "if (deviations.has('job-failure-bare')) return failure",
    '',
    'OP-26',
    'OP-27',
    'OP-44',
  ),
  of34(
    'hides the error of the task',
    'spark-errors.ts',
    "if (deviations.has('job-failure-bare')) return failure",
    "if (deviations.has('job-failure-bare')) return { ...failure, message: 'Job aborted due to stage failure' }",
    'OP-44',
  ),
  of40(
    'wraps an error of its own in the failure of the job',
    'spark-errors.ts',
    "if (deviations.has('own-errors-bare') && sparksOwn.includes(error.message)) return error",
    '',
    'CE-31',
    'CE-32',
  ),

  of30(
    'closes no writer',
    'task.ts',
    "if (!deviations.has('writer-closed')) return []",
    'if (deviations.size > 0) return []',
    'RDD-43',
    'RDD-70',
    'RDD-71',
    'RDD-72',
    'RDD-75',
  ),
  of30(
    'closes a writer before it says that it has committed',
    'task.ts',
    'events.push(committed(partition, epoch, deviations))',
    'events.splice(-1, 0, ...closed(task))\n  events.push(committed(partition, epoch, deviations))',
    'RDD-70',
  ),
  of30(
    'closes a writer twice that has committed',
    'task.ts',
    closes,
    'events.push(...closed(task), ...closed(task))',
    'RDD-70',
  ),
  of30('closes a writer when its task ends, and not before', 'task.ts', closes, '', 'RDD-70'),
  of30(
    'closes a writer before its abort',
    'task.ts',
    'const events: Event[] = [aborting(partition)]',
    'const events: Event[] = [aborting(partition), ...closing.splice(0)]',
    'RDD-71',
  ),
  of30('closes no writer whose abort has thrown', 'task.ts', '[...events, ...closing])', 'events)', 'RDD-71'),
  of30(
    'closes no writer that an interrupt has ended',
    'task.ts',
    'return after(closing, loop(task, before))',
    'return loop(task, before)',
    'RDD-72',
  ),
  of30(
    'closes a writer only once the next is made',
    'task.ts',
    'return after(closing, loop(task, before))',
    'return { ...loop(task, before), events: [...loop(task, before).events, ...closing] }',
    'RDD-72',
  ),
  of30(
    'begins the epoch again when an interrupt comes before its writer',
    'task.ts',
    "at === 'no writer' && deviations.has('no-writer-closed')",
    "at === 'no writer' && deviations.size === 0",
    'RDD-73',
    'RDD-74',
  ),
  of30(
    'logs that it aborts what was never made',
    'task.ts',
    nothingMade,
    nothingMade.replace('[]', '[aborting(partition)]'),
    'RDD-74',
  ),
  of30('closes a writer that was never made', 'task.ts', closing, 'const closing = closed(task)', 'RDD-75'),
  of30(
    'fails over what is not to be closed',
    'task.ts',
    nothingMade,
    `${nothingMade}
  }
  if (at === 'no writer') {
    ${nothingMade}`,
    'RDD-75',
  ),

  of30(
    'has no limit to its backlog',
    'coordinator.ts',
    limit,
    'undefined',
    'EC-70',
    'EC-80',
    'EC-81',
    'EC-82',
    'EC-83',
  ),
  of30(
    'stops the query as soon as the backlog is full',
    'coordinator.ts',
    limit,
    'setup.epochBacklogQueueSize - 1',
    'EC-80',
    'EC-81',
    'EC-82',
  ),
  of30('does not count offsets as backlog', 'backlog.ts', 'offsets += progress.offsets.size', '', 'EC-80'),
  of30('does not count commits as backlog', 'backlog.ts', 'commits += progress.commits.size', '', 'EC-81'),
  of30('does not count epochs that wait as backlog', 'backlog.ts', 'waiting.size > limit', 'false', 'EC-82'),
  of30('counts epochs and not offsets', 'backlog.ts', 'offsets += progress.offsets.size', 'offsets += 1', 'EC-80'),
  of30(
    'stops the query for the first pile only that is too large',
    'backlog.ts',
    '...stopIf(waiting.size',
    '...stopIf(offsets <= limit && commits <= limit && waiting.size',
    'EC-82',
  ),
  of30('looks at the backlog, too, when a commit is ignored', 'coordinator.ts', 'after === state || ', '', 'EC-83'),
  of30(
    'stops the query once',
    'coordinator.ts',
    '...beyond(after.backlogLimit, after)',
    '...(beyond(after.backlogLimit, state).length > 0 ? [] : beyond(after.backlogLimit, after))',
    'EC-83',
  ),
  of30(
    'counts what the message has cleared away',
    'coordinator.ts',
    '...beyond(after.backlogLimit, after)',
    '...beyond(after.backlogLimit, { ...after, epochs: state.epochs })',
    'EC-83',
  ),
  of30(
    'lets the query run on when its coordinator has it stopped',
    'query/query.ts',
    'if (failure === null || !isRunning(step.state)) return step',
    'if (step) return step',
    'CE-30',
  ),
  of30(
    'ends as if it had been stopped when its coordinator has it stopped',
    'query/query.ts',
    'stopped(next, failure)',
    'stopped(next, null)',
    'CE-30',
  ),
]
