/** The report of pan, the verifier that Spin generates, about a search. */
export interface PanReport {
  /** The release of Spin. */
  readonly spin: string
  readonly states: number
  /** Stored and matched. The initial state counts as stored, though no transition leads to it. */
  readonly transitions: number
  readonly seconds: number
}

/** Words by which pan reports an incomplete search or an error. */
const unfinished = /max search depth too small|Search not completed|out of memory|reached -DMEMLIM|resizing hashtable/

/**
 * Reads pan's output of a search.
 *
 * @throws Error with the whole output if pan found an error, left a part out, or printed no such count
 */
export function readPan(output: string): PanReport {
  const find = (pattern: RegExp): string => {
    const found = pattern.exec(output)?.[1]
    if (found === undefined) throw new Error(`pan: its output has no ${pattern.source}:\n${output}`)
    return found
  }
  if (find(/errors: (\d+)/) !== '0') throw new Error(`pan: it found an error (none is wanted):\n${output}`)
  if (unfinished.test(output)) throw new Error(`pan: the search is incomplete:\n${output}`)
  return {
    spin: find(/\(Spin Version (\S+)/),
    states: Number(find(/^\s*(\S+) states, stored/m)),
    transitions: Number(find(/^\s*(\S+) transitions/m)),
    seconds: Number(find(/elapsed time (\S+) seconds/)),
  }
}
