/**
 * A fault that is put into the kit on purpose: it breaks one promise, and a test has to fail by it. The mutants of
 * `conformance/mutation` do the same to the model, and show that the suite finds them.
 *
 * StrykerJS does not serve here. It makes every mutant of its operators in a file, and a mutant of one's own cannot be given to it. So
 * it measures how many lines the tests notice, and not whether each promise of the documentation has a test. It also switches its
 * mutants on inside the process that runs the tests, and many promises of this kit are about processes that the tests start.
 */
export interface Sabotage {
  /** The broken promise, as a sentence that is true of the kit. */
  readonly promise: string
  /** The file with the fault, from the root of the repository. */
  readonly file: string
  /** The text that keeps the promise. It stands exactly once in the file. */
  readonly good: string
  /** The text that takes its place, and breaks the promise. */
  readonly bad: string
  /** The file of tests that has to fail. */
  readonly test: string
  /** The beginning of the full title of the failing test, where the others of its file take long; otherwise any of them may fail. */
  readonly title?: string
}

/** The text of the file with the fault in it. @throws Error if the good text does not stand in it exactly once */
export function sabotaged(text: string, { file, good, bad }: Sabotage): string {
  const times = text.split(good).length - 1
  if (times !== 1) {
    const found = times === 0 ? 'is not there any more' : `is there ${times} times`
    throw new Error(`${file}: this text ${found} (once is wanted; mend the list in scripts/sabotage/lists):\n${good}`)
  }
  return text.replace(good, () => bad)
}
