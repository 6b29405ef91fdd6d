import { ofCommittedRows } from './committed-rows.ts'
import { ofEpochs } from './epochs.ts'
import { ofHandedOver } from './handed-over.ts'
import { ofOneWriter } from './one-writer.ts'
import { ofRuns } from './runs.ts'
import type { SinkRequirement } from './sink-requirement.ts'
import { ofVisibility } from './visibility.ts'
import { ofWriters } from './writers.ts'

const numberOf = ({ id }: SinkRequirement): number => Number(id.slice('SK-'.length))

/** All that Spark's Javadoc of sinks asks, in the order of the ids. */
export const sinkRequirements: readonly SinkRequirement[] = [
  ...ofRuns,
  ...ofWriters,
  ...ofOneWriter,
  ...ofEpochs,
  ...ofHandedOver,
  ...ofVisibility,
  ...ofCommittedRows,
].toSorted((a, b) => numberOf(a) - numberOf(b))

/** What the Javadoc of a release says: all of them if the release is not known. */
export function requirementsOf(release: string | undefined): readonly SinkRequirement[] {
  if (release === undefined) return sinkRequirements
  const [major = 0, minor = 0] = numbers(release)
  return sinkRequirements.filter(({ since }) => {
    const [firstMajor = 0, firstMinor = 0] = numbers(since)
    return major > firstMajor || (major === firstMajor && minor >= firstMinor)
  })
}

const numbers = (release: string): readonly number[] => release.split('.').map(Number)
