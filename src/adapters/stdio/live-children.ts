import type { ChildProcess } from 'node:child_process'
import { endGuardOver, guardOver } from './guard.ts'
import { type Ancestor, killKin } from './kin.ts'

// All running children, so that the end of the kit is the end of its children.

const live = new Map<ChildProcess, Ancestor>()

/** Registers `child` and its mark until it has exited. Its own children must not outlive it, nor keep its output open. */
export function watchOver(child: ChildProcess, mark: string): void {
  if (child.pid === undefined) return
  const ancestor = { pid: child.pid, mark }
  live.set(child, ancestor)
  guardOver(ancestor)
  child.once('exit', () => {
    live.delete(child)
    killGroup(child)
    killKin([ancestor])
    endGuardOver(ancestor)
  })
}

/** Kills a child and all processes that it has started. Does not wait, and never throws. */
export function killFamily(child: ChildProcess): void {
  const ancestor = live.get(child)
  if (ancestor !== undefined) killKin([ancestor])
  killGroup(child)
}

/** Kills all children and their children at once. For signal handlers: does not wait, and never throws. */
export function killAllChildren(): void {
  killKin([...live.values()])
  for (const child of live.keys()) killGroup(child)
}

process.on('exit', killAllChildren)

/**
 * Kills a child and its children. `npx cwc serve` is a chain of processes, and killing the first would leave the others. So
 * each child leads a process group, and the group is killed.
 */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group is empty.
  }
}
