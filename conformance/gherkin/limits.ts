// The most that a scenario may ask for. The suite has no scenario of 1,100 actions or 50 partitions.

/** The most actions of a scenario. */
export const mostActions = 10_000

/** The most actions of the scenarios of a run. */
export const mostActionsOfRun = 200_000

/** The most partitions of an operator, a write RDD or a query: each is a task. */
export const mostPartitions = 1_000

/** The most characters of a row. */
export const mostCharacters = 1_000_000

/** The deepest plan. */
export const deepestPlan = 100

/** @throws Error if there are more than `most` of the `nouns`, which says how many are wanted */
export function refuseMore(count: number, nouns: string, most: number): void {
  if (count > most) throw new Error(tooMany(count, nouns, most))
}

/** `1,000,000 actions: too many (at most 10,000 are wanted)` */
export const tooMany = (count: number, nouns: string, most: number) =>
  `${count.toLocaleString('en-US')} ${nouns}: too many (at most ${most.toLocaleString('en-US')} are wanted)`

/** The actions that `make` makes for 0 to `count` - 1. @throws Error if there are more than a scenario may have */
export function actionsFor<A>(count: number, make: (index: number) => A): readonly A[] {
  refuseMore(count, 'actions', mostActions)
  return Array.from({ length: count }, (_, index) => make(index))
}
