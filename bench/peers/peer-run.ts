/** W writers and R readers that each deliver their messages for the epochs 1 to E in order, in every interleaving. */
export interface Size {
  readonly writers: number
  readonly readers: number
  readonly epochs: number
}

/** One full exploration by a peer: its counts and its times. */
export interface PeerRun {
  /** Distinct states. */
  readonly states: number
  /** Deliveries followed, those to a state already known included. */
  readonly edges: number
  /** By the peer's own clock, the search alone. */
  readonly seconds: number
  /** The whole process, from its start to its end. Builds are not in it. */
  readonly processSeconds: number
  /** The peer, its release, and how it was built and run. */
  readonly version: string
}

/** The size of a state space. */
export interface Space {
  readonly states: number
  readonly edges: number
}

/** The full state space: the positions of the senders decide the coordinator's data, and each unfinished sender can deliver next. */
export function spaceOf({ writers, readers, epochs }: Size): Space {
  const senders = writers + readers
  return { states: (epochs + 1) ** senders, edges: senders * epochs * (epochs + 1) ** (senders - 1) }
}

/** The state space where writers are interchangeable, and so are readers: only how many stand at each position counts. */
export function symmetricSpaceOf({ writers, readers, epochs }: Size): Space {
  const placings = (senders: number) => choose(epochs + senders, senders)
  const deliveries = (senders: number) => senders * placings(senders) - choose(epochs + senders, senders - 1)
  return {
    states: placings(writers) * placings(readers),
    edges: deliveries(writers) * placings(readers) + placings(writers) * deliveries(readers),
  }
}

function choose(from: number, count: number): number {
  return count === 0 ? 1 : (choose(from - 1, count - 1) * from) / count
}

/** @throws RangeError if the peers, whose sets are bits of a byte, cannot hold so many senders or epochs */
export function checkSize({ writers, readers, epochs }: Size): void {
  const within = (count: number, most: number) => Number.isInteger(count) && count >= 1 && count <= most
  if (within(writers, 8) && within(readers, 8) && within(epochs, 7)) return
  const given = `${writers} writers, ${readers} readers, ${epochs} epochs`
  throw new RangeError(`${given}: too many or too few (1 to 8 writers, 1 to 8 readers and 1 to 7 epochs are wanted)`)
}

/**
 * Returns the same run.
 *
 * @throws Error if the peer has explored another state space, because its speed could not be compared
 */
export function checkedRun(run: PeerRun, space: Space): PeerRun {
  if (run.states === space.states && run.edges === space.edges) return run
  const seen = `${run.states} states and ${run.edges} edges`
  throw new Error(`${run.version}: it explored ${seen} (${space.states} and ${space.edges} are wanted)`)
}
