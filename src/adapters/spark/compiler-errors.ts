/** The most errors that are shown: one mistake often causes many. */
const most = 10

/** How scalac and javac begin an error: with a file, a line, and what is wrong. */
const beginning = /^\S.*\.(?:scala:\d+: error:|java:\[\d+,\d+\]) /

/** The output of Maven and its plugins after the errors. */
const summary =
  /^(?:Failed to execute goal|COMPILATION ERROR|To see |Re-run |For more |(?:-> )?\[Help|\S+ errors? found|exception )/

/**
 * The errors that a compiler has printed in a run of Maven, one per entry, with paths relative to the project.
 * Empty if Maven failed for another reason. `output` is without colours.
 */
export function compilerErrors(output: readonly string[], project: string): readonly string[] {
  const errors: string[][] = []
  let current: string[] | undefined
  for (const line of output) {
    const text = /^\[ERROR\] (.*)$/.exec(line)?.[1]
    // Warnings are printed between the errors.
    if (text === undefined) continue
    if (beginning.test(text)) {
      current = [text.replace(`${project}/`, '')]
      errors.push(current)
    } else if (text.trim() === '' || summary.test(text)) current = undefined
    else current?.push(text)
  }
  // Maven repeats the errors of javac in its summary.
  const distinct = [...new Set(errors.map((lines) => lines.join('\n')))]
  const more = distinct.length - most
  return more > 0 ? [...distinct.slice(0, most), `… and ${more} more`] : distinct
}
