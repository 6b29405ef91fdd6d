import type { Deviation, Deviations } from './deviations.ts'

/** The page as written, and the page with the deviations of one Spark line. */
export const editions = {
  document: [],
  'spark-2.4': ['committed-log-line'],
} as const satisfies Readonly<Record<string, readonly Deviation[]>>

export type EditionName = keyof typeof editions

export const editionNames = Object.keys(editions) as readonly EditionName[]

export function isEditionName(name: string): name is EditionName {
  return Object.hasOwn(editions, name)
}

export function deviationsOf(edition: EditionName): Deviations {
  return new Set<Deviation>(editions[edition])
}
