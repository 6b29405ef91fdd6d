import { cwcCommandLine } from '../drivers/command-line.ts'
import type { RunReport } from '../report/report.ts'

/** The command line of the run with these further options, as far as the report knows it. A selection stands beside it. */
export function commandOf(
  { driver, edition, generated, selection, knownFailures }: RunReport,
  more: readonly string[] = [],
): string {
  const runs = generated.map(({ role, planned }) => `${role}=${planned}`).join(',')
  const seeds = [...new Set(generated.map(({ seed }) => seed))]
  const options = [
    '--edition',
    edition,
    ...(selection === 'no scenarios' ? ['--no-scenarios'] : []),
    ...(generated.length === 0 ? [] : ['--runs', runs]),
    ...(seeds.length === 1 ? ['--seed', String(seeds[0])] : []),
    ...(knownFailures === undefined ? [] : ['--known-failures', knownFailures.file]),
    ...more,
  ]
  return cwcCommandLine(['run'], { choice: driver.choice, options })
}
