import { UsageError } from '../errors.ts'

/**
 * Refuses what would run less than was meant, and be green: a `--` with no command behind it (as a shell makes of an unset
 * variable), and an option that is given twice, of which only the last would count.
 *
 * @throws UsageError
 */
export function checkWords(argv: readonly string[]): void {
  const dashes = argv.indexOf('--')
  if (dashes !== -1 && (argv[dashes + 1] ?? '') === '') {
    throw new UsageError('nothing stands behind --: a command is wanted there')
  }
  const options = (dashes === -1 ? argv : argv.slice(0, dashes)).flatMap((word) => /^--[\w-]+/.exec(word)?.[0] ?? [])
  const twice = options.find((option, index) => options.indexOf(option) < index)
  if (twice !== undefined) throw new UsageError(`${twice} is given twice`)
}
