/** A schedule of the model under which a seeded bug breaks a requirement. */
export interface KnownFault {
  readonly token: string
  /** The bug that shows it, by its id among the seeded bugs. */
  readonly bug: string
}

/** By requirement, the shortest schedules that the explorer has found. The test runs each of them. */
export const knownFaults: Readonly<Record<string, KnownFault>> = {
  'RDD-14': { token: 'task:p1c0f1e2r1x1:throw:00031', bug: 'task-skips-an-empty-epoch' },
  'RDD-15': { token: 'task:p2c0f1e2r0x1:complete:00021', bug: 'task-shares-the-tracker' },
  'EC-35': { token: 'coordinator:w0r1e1f1x1:stray:2', bug: 'coordinator-goes-back' },
}

/** The token of the shortest schedule that shows a fault against the requirement; undefined if none is known. */
export const knownToken = (requirement: string): string | undefined => knownFaults[requirement]?.token
