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

/** Likewise those of the recordings of our own. */
export const ownApplications: readonly (readonly LogFile[])[] = ownRecordings().map((name) =>
  Object.entries(ownRecording(name).logs),
)

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
