import { ownRecording, ownRecordings } from '../production-logs/fixtures/own-recordings.ts'
import { recordedFolders, recording, recordingNames } from '../production-logs/fixtures/recording.ts'
import type { LogFile } from './judge-logs.ts'
import { isDriver } from './judge-logs.ts'
import { measureStrength, type Outcome } from './measure-strength.ts'

/** The logs of each recorded application: that of a driver, and those of its executors. */
export const recordedApplications: readonly (readonly LogFile[])[] = recordedFolders().flatMap((folder) => {
  const names = recordingNames(folder).filter(
    (name) => name.endsWith('.log') && !name.slice(folder.length + 1).includes('/'),
  )
  const executors = names.filter((name) => !isDriver(name))
  return names.filter(isDriver).map((name) => [...executors, name].map((one) => [one, recording(one)] as const))
})

/**
 * Recordings of our own whose changes are not measured: runs that go on with another coordinator, and tasks that begin an epoch again.
 * Which changes of such a log rightly show nothing is not worked out.
 */
export const unmeasured: readonly string[] = [
  '2.4.8/reconfigure',
  '3.5.8/reconfigure-debug',
  '3.1.3/cluster-ok-3-debug',
  '3.5.8/wcommit-interrupted-late',
]

const ownApplications: readonly (readonly LogFile[])[] = ownRecordings()
  .filter((name) => !unmeasured.includes(name))
  .map((name) => Object.entries(ownRecording(name).logs))

/** Alters the recordings. `every`: one alteration in so many is tried, the first of them by the seed. */
export function measureRecordings({
  every,
  seed,
}: {
  readonly every: number
  readonly seed: number
}): readonly Outcome[] {
  return [...recordedApplications, ...ownApplications].flatMap((files, number) =>
    measureStrength(files, (at) => (at + number * 7 + seed) % every === 0),
  )
}
