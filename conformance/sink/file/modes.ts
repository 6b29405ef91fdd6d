/** How Spark runs the query that writes to the sink. */
export const sinkModes = ['continuous', 'micro-batch'] as const

export type SinkMode = (typeof sinkModes)[number]
