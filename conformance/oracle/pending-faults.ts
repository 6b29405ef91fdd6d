import type { PendingFaults } from '../../src/reference/fault-injection.ts'

/** All choices of pending faults: after unspecified behaviour nobody knows which of them were felt. */
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
