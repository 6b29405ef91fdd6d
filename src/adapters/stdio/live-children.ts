import type { ChildProcess } from 'node:child_process'

// All running children, so that the end of the kit is the end of its children.

const live = new Set<ChildProcess>()

/** Registers `child` until it has exited. */
export function watchOver(child: ChildProcess): void {
  live.add(child)
  child.once('exit', () => live.delete(child))
  child.once('error', () => child.pid ?? live.delete(child))
}

/** Kills all children and their children at once. For signal handlers: does not wait, and never throws. */
export function killAllChildren(): void {
  for (const child of live) killGroup(child)
}

process.on('exit', killAllChildren)

/**
 * Kills a child and its children. `npx cwc serve` is a chain of processes, and killing the first would leave the others. So
 * each child leads a process group, and the group is killed.
 */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group is empty.
  }
}
