import type { Deviation, Deviations } from './deviations.ts'

// A list is named after the first release line that has it. Release lines that behave alike share a list.
const spark24 = ['committed-log-line'] as const
const newIn30 = ['child-first', 'start-log-line', 'writer-closed', 'backlog-limit'] as const
const spark30 = [...spark24, ...newIn30, 'no-writer-closed'] as const
const spark32 = [...spark30, 'job-aborted-wording'] as const
const spark34 = [...spark24, ...newIn30, 'job-failure-bare'] as const
const spark40 = [...spark34, 'own-errors-bare'] as const

/** The page as written, and the page with the deviations of one release line, the oldest first. */
export const editions = {
  document: [],
  'spark-2.4': spark24,
  'spark-3.0': spark30,
  'spark-3.1': spark30,
  'spark-3.2': spark32,
  'spark-3.3': spark32,
  'spark-3.4': spark34,
  'spark-3.5': spark34,
  'spark-4.0': spark40,
  'spark-4.1': spark40,
  'spark-4.2': spark40,
} as const satisfies Readonly<Record<string, readonly Deviation[]>>

export type EditionName = keyof typeof editions
export type SparkEdition = Exclude<EditionName, 'document'>

export const editionNames = Object.keys(editions) as readonly EditionName[]

/** The editions of release lines, the oldest first. */
export const sparkEditions = editionNames.filter((name): name is SparkEdition => name !== 'document')

/** One edition per behaviour: the first of those that share a list. */
export const distinctEditions = editionNames.filter(
  (name, at) => editionNames.findIndex((other) => editions[other] === editions[name]) === at,
)

export function isEditionName(name: string): name is EditionName {
  return Object.hasOwn(editions, name)
}

export function deviationsOf(edition: EditionName): Deviations {
  return new Set<Deviation>(editions[edition])
}
