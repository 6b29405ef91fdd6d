/** What pan, the verifier that Spin generates, says of a search. */
export interface PanReport {
  /** The release of Spin. */
  readonly spin: string
  readonly states: number
  /** Stored and matched. The initial state counts as stored, though no transition leads to it. */
  readonly transitions: number
  readonly seconds: number
}

/** Words by which pan says that it has left something out, or found something. */
const unfinished = /max search depth too small|Search not completed|out of memory|reached -DMEMLIM|resizing hashtable/

/**
 * Reads pan's own account of a search.
 *
 * @throws Error with the whole account if the search has found an error, has left something out, or says less than wanted
 */
export function readPan(output: string): PanReport {
  const find = (pattern: RegExp): string => {
    const found = pattern.exec(output)?.[1]
    if (found === undefined) throw new Error(`pan did not say ${pattern.source}:\n${output}`)
    return found
  }
  if (find(/errors: (\d+)/) !== '0') throw new Error(`pan found an error:\n${output}`)
  if (unfinished.test(output)) throw new Error(`pan did not search everything:\n${output}`)
  return {
    spin: find(/\(Spin Version (\S+)/),
    states: Number(find(/^\s*(\S+) states, stored/m)),
    transitions: Number(find(/^\s*(\S+) transitions/m)),
    seconds: Number(find(/elapsed time (\S+) seconds/)),
  }
}
