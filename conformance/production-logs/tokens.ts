/** Schedules of the model under which a seeded bug breaks the requirement: the shortest ones that the explorer has found. */
const tokens: Readonly<Record<string, string>> = {}

/** The token of the shortest schedule that shows a fault against the requirement; undefined if none is known. */
export const knownToken = (requirement: string): string | undefined => tokens[requirement]
