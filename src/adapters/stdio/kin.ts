import { readdirSync, readFileSync } from 'node:fs'

/**
 * The variable that marks a driver and all processes that it starts, also in sessions of their own. A kit that is itself run by a
 * driver adds its mark to that of the outer kit.
 */
export const markVariable = 'CWC_DRIVER'

/** A mark that no other process has. */
export const newMark = (): string => crypto.randomUUID()

/** The environment of a driver with this mark. */
export function markedEnvironment(env: NodeJS.ProcessEnv, mark: string): NodeJS.ProcessEnv {
  const outer = env[markVariable]
  return { ...env, [markVariable]: outer === undefined ? mark : `${outer} ${mark}` }
}

/** A driver that was started. */
export interface Ancestor {
  readonly pid: number
  readonly mark: string
}

/**
 * Kills the processes that drivers have started, wherever they went: descendants, and processes that inherited a mark. Only Linux
 * shows them (in `/proc`). Does not wait, and never throws.
 */
export function killKin(ancestors: readonly Ancestor[]): void {
  if (ancestors.length === 0) return
  const killed = new Set<number>([process.pid])
  // A process may start another one while the list is read. A process that forks for ever is not chased for ever.
  for (let round = 0; round < 20; round++) {
    const found = kinOf(ancestors).filter((pid) => !killed.has(pid))
    if (found.length === 0) return
    for (const pid of found) {
      killed.add(pid)
      kill(pid)
    }
  }
}

function kinOf(ancestors: readonly Ancestor[]): readonly number[] {
  const kin = new Set<number>()
  const childrenOf = new Map<number, number[]>()
  for (const pid of processes()) {
    const environment = contentOf(`/proc/${pid}/environ`)
    if (ancestors.some(({ mark }) => environment.includes(mark))) kin.add(pid)
    const parent = parentIn(contentOf(`/proc/${pid}/stat`))
    if (parent !== undefined) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), pid])
  }
  const unseen = [...kin, ...ancestors.map(({ pid }) => pid)]
  for (let pid = unseen.pop(); pid !== undefined; pid = unseen.pop()) {
    for (const child of childrenOf.get(pid) ?? []) {
      if (kin.has(child)) continue
      kin.add(child)
      unseen.push(child)
    }
  }
  return [...kin]
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/** Empty if the process has gone, or belongs to another user. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

/** The parent follows the state, which follows the name in parentheses. */
function parentIn(stat: string): number | undefined {
  const parent = /^[A-Z] (\d+) /.exec(stat.slice(stat.lastIndexOf(')') + 2))?.[1]
  return parent === undefined ? undefined : Number(parent)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
