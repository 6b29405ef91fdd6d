import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { repeated } from './option-values.ts'

/**
 * Refuses a command line that would run less than its author meant, and pass: a `--` without a command (as from an unset shell
 * variable), and an option that is given twice, of which only the last would count. Options that collect their words may be repeated: the
 * declared commands of the program say which.
 *
 * @throws UsageError
 */
export function checkWords(argv: readonly string[], program: Command): void {
  const dashes = argv.indexOf('--')
  if (dashes !== -1 && (argv[dashes + 1] ?? '') === '') {
    throw new UsageError('--: no command follows (a driver is wanted there)')
  }
  const options = (dashes === -1 ? argv : argv.slice(0, dashes)).flatMap((word) => /^--[\w-]+/.exec(word)?.[0] ?? [])
  const repeatable = repeatableOf(program)
  const twice = options.find((option, index) => options.indexOf(option) < index && !repeatable.has(option))
  if (twice !== undefined) throw new UsageError(`${twice}: given twice (once is wanted)`)
}

const repeatableOf = ({ commands }: Command): ReadonlySet<string | undefined> =>
  new Set(
    commands.flatMap(({ options }) => options.flatMap(({ parseArg, long }) => (parseArg === repeated ? [long] : []))),
  )

/** The number of words behind `--`. */
export function wordsBehindDashes(argv: readonly string[]): number {
  const dashes = argv.indexOf('--')
  return dashes === -1 ? 0 : argv.length - dashes - 1
}
