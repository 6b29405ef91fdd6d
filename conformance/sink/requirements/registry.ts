import { ofEpochs } from './epochs.ts'
import type { SinkRequirement } from './sink-requirement.ts'
import { ofVisibility } from './visibility.ts'
import { ofWriters } from './writers.ts'

const numberOf = ({ id }: SinkRequirement): number => Number(id.slice('SK-'.length))

/** All that Spark's Javadoc of sinks asks, in the order of the ids. */
export const sinkRequirements: readonly SinkRequirement[] = [...ofWriters, ...ofEpochs, ...ofVisibility].sort(
  (a, b) => numberOf(a) - numberOf(b),
)
