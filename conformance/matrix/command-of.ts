import { roles } from '../../src/contract/roles.ts'
import { columnWord } from '../drivers/command-line.ts'
import { shellWord } from '../shell-word.ts'
import type { Source } from './column.ts'

/** The command line that measures these columns again. */
export function commandOf(sources: readonly Source[], selection: string): string {
  const generated = sources.flatMap(({ result }) => (result.kind === 'report' ? result.report.generated : []))
  const runs = roles.flatMap((role) => {
    const planned = generated.filter((one) => one.role === role).map((one) => one.planned)
    return planned.length === 0 ? [] : [`${role}=${Math.max(...planned)}`]
  })
  const seeds = [...new Set(generated.map(({ seed }) => seed))]
  return [
    'npx cwc matrix',
    `--drivers ${shellWord(sources.map(({ name, choice }) => columnWord(name, choice)).join(','))}`,
    ...(selection === '' ? [] : [`--tags ${shellWord(selection)}`]),
    ...(runs.length === 0 ? [] : [`--runs ${runs.join(',')}`]),
    // Reports that were brought together may be of several seeds; the columns tell them.
    ...(seeds.length === 1 ? [`--seed ${seeds[0]}`] : []),
  ].join(' ')
}
