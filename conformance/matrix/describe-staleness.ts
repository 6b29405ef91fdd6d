import { shellWord } from '../shell-word.ts'
import type { Suite } from './make-matrix.ts'
import type { Kept, Staleness } from './stale.ts'

/** Each difference in a line, and the commands that measure exactly these cases and columns. */
export function describeStaleness(staleness: Staleness, suite: Suite, kept: Kept): readonly string[] {
  const { unmeasured, gone, newRequirements, goneRequirements, columns, isReworded } = staleness
  const changed = new Set(unmeasured.flatMap(({ before }) => before?.id ?? []))
  const where = (names: readonly string[]) => (names.length === kept.columns.length ? '' : ` on ${names.join(', ')}`)
  const lines = [
    ...unmeasured.map(({ scenario: { file, line, name }, before, columns: missing }) => {
      const what = before === undefined ? 'not measured' : 'changed since it was measured'
      return `${file}:${line}: ${what}${where(missing)}: ${name}`
    }),
    ...gone
      .filter(({ id }) => !changed.has(id))
      .map(({ file, line, name }) => `${file}:${line}: measured, and no longer in the suite: ${name}`),
    ...newRequirements.map((id) => `${id}: a requirement that is not in the matrix`),
    ...goneRequirements.map((id) => `${id}: in the matrix, and no longer a requirement`),
    ...columns.map(({ name, reason }) => `${name}: ${reason}`),
  ]
  const commands = commandsFor(staleness, suite, kept)
  return [
    ...lines,
    ...(commands.length === 0 ? [] : ['', 'To measure these:', ...commands.map((command) => `  ${command}`)]),
    ...(commands.length === 0 && (lines.length > 0 || isReworded)
      ? [
          ...(lines.length > 0 ? [''] : []),
          'Titles, places or requirements read otherwise now. To draw them: npm run matrix:draw',
        ]
      : []),
  ]
}

function commandsFor({ unmeasured, columns }: Staleness, suite: Suite, kept: Kept): readonly string[] {
  const full = kept.columns.map(({ name }) => name).filter((name) => columns.some((one) => one.name === name))
  const partial = kept.columns
    .map(({ name }) => name)
    .filter((name) => unmeasured.some(({ columns: missing }) => missing.includes(name)))
  const runs = Object.entries(kept.cases).map(([role, count]) => `${role}=${count}`)
  const tags = tagsFor(
    unmeasured.map(({ scenario }) => scenario),
    suite,
  )
  return [
    ...both(full, `--runs ${runs.join(',')} --out reports/matrix`, 'reports/matrix'),
    ...both(partial, `--tags ${shellWord(tags)} --out reports/matrix-update`, 'reports/matrix-update'),
  ]
}

function both(drivers: readonly string[], options: string, folder: string): readonly string[] {
  if (drivers.length === 0) return []
  return [
    `npx cwc matrix --drivers ${drivers.join(',')} ${options}`,
    `npx cwc matrix --from docs/matrix.json,${folder} --drivers ${drivers.join(',')} --out docs`,
  ]
}

/** A tag expression that selects these cases: of each the requirement with the fewest cases, whose other cases it selects too. */
function tagsFor(scenarios: Suite, suite: Suite): string {
  const size = (id: string) => suite.filter(({ requirements }) => requirements.includes(id)).length
  const chosen = new Set<string>()
  for (const { requirements, role } of scenarios) {
    const tags = requirements.toSorted((one, other) => size(one) - size(other))
    if (!requirements.some((id) => chosen.has(`@${id}`))) chosen.add(`@${tags[0] ?? role}`)
  }
  return [...chosen].join(' or ')
}
