import type { ChildProcess } from 'node:child_process'

// Every child that runs, in one place: whoever ends the kit ends them with it.

const live = new Set<ChildProcess>()

/** Watches over `child` until it has exited. */
export function watchOver(child: ChildProcess): void {
  live.add(child)
  child.once('exit', () => live.delete(child))
  child.once('error', () => child.pid ?? live.delete(child))
}

/** Ends every child and what it has started, at once. For signal handlers: it does not wait, and throws nothing. */
export function killAllChildren(): void {
  for (const child of live) killGroup(child)
}

process.on('exit', killAllChildren)

/**
 * Ends a child and what it has started. `npx cwc serve` is a chain of processes, and killing the first leaves the
 * others, so children are started as leaders of a process group, and the group is killed.
 */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody is left in the group.
  }
}
