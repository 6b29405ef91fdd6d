/** What a sink may guarantee of each row of a query that is restarted. */
export const guarantees = ['exactly-once', 'at-least-once', 'at-most-once', 'none'] as const

export type Guarantee = (typeof guarantees)[number]
