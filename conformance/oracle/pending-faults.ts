import type { PendingFaults } from '../../src/reference/fault-injection.ts'

/** All subsets of the pending faults: after unspecified behaviour it is unknown which of them have struck. */
export function subsetsOf<P extends string>(pending: PendingFaults<P>): readonly PendingFaults<P>[] {
  return Object.keys(pending).reduce<readonly PendingFaults<P>[]>(
    (all, place) => all.flatMap((one) => [one, without(one, place as P)]),
    [pending],
  )
}

function without<P extends string>(pending: PendingFaults<P>, place: P): PendingFaults<P> {
  const { [place]: _, ...rest } = pending
  return rest as PendingFaults<P>
}
