import type { RunState, TaskState } from '../runs/state.ts'

/** Occasions that a healthy query in the middle of its epochs does not give: a rule may wait for one. Each is a bit. */
const bits = {
  /** No epoch of the run has begun yet. */
  'before the first epoch': 1,
  /** The run has committed no epoch yet. */
  'before the first commit': 2,
  'run ended': 4,
  /** The coordinator has ignored an error. */
  'error ignored': 8,
  /** A line at DEBUG has told the current epoch. */
  'epoch told': 16,
  'epoch beyond 32 bits': 32,
  'task killed': 64,
  'writer aborting': 128,
  /** The task is not the first attempt. */
  retry: 256,
} as const

export type Occasion = keyof typeof bits

/** The occasions of a line: the sum of their bits. */
export type Occasions = number

const all: Occasions = Object.values(bits).reduce((sum, bit) => sum + bit, 0)

export const largestInt = 2 ** 31 - 1

/** The occasions of a line of the run, as it was before the line. Without a run, nothing is ruled out. */
export function occasionsOfRun(run: RunState | undefined): Occasions {
  if (run === undefined) return all
  const { current, lastCommitted } = run
  let occasions = 0
  if (current === undefined) occasions |= bits['before the first epoch']
  if (lastCommitted === undefined) occasions |= bits['before the first commit']
  if ((current?.epoch ?? 0) >= largestInt || (lastCommitted?.epoch ?? 0) >= largestInt)
    occasions |= bits['epoch beyond 32 bits']
  if (run.ended !== undefined) occasions |= bits['run ended']
  if (run.ignored !== undefined) occasions |= bits['error ignored']
  if (run.told !== undefined) occasions |= bits['epoch told']
  return occasions
}

/** The occasions of a line of the task, likewise. */
export function occasionsOfTask(task: TaskState | undefined): Occasions {
  if (task === undefined) return all
  let occasions = 0
  if (task.killed !== undefined) occasions |= bits['task killed']
  if (task.aborting !== undefined) occasions |= bits['writer aborting']
  if ((task.id?.attempt ?? 0) > 0) occasions |= bits.retry
  return occasions
}

/** Whether a rule that waits for the occasion, or for none, has something to say. */
export const isOccasion = (only: Occasion | undefined, occasions: Occasions): boolean =>
  only === undefined || (occasions & bits[only]) !== 0
