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
