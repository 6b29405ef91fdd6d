import { writeFileSync } from 'node:fs'
import { mutants } from '../mutation/mutants/mutants.ts'
import { packageRoot } from '../package-root.ts'
import type { ShownFault } from '../production-logs/telling/tokens.ts'
import { judgedRequirements } from './judged-requirements.ts'
import { shortestFault } from './shortest-fault.ts'

// `npm run shown-faults`: searches the shortest schedule that shows a fault, for each requirement that `cwc check` judges, and writes
// them to conformance/production-logs/telling/shown-faults.ts. It takes some minutes. With ids it prints those and writes nothing.

const ids = process.argv.slice(2)
const wanted = judgedRequirements.filter(({ id }) => ids.length === 0 || ids.includes(id))
const found: (readonly [string, ShownFault])[] = []
for (const requirement of wanted) {
  const fault = await shortestFault(requirement, mutants)
  console.log(
    `${requirement.id}: ${fault === undefined ? 'no schedule was found' : `${fault.token} (${fault.mutant})`}`,
  )
  if (fault !== undefined) found.push([requirement.id, fault])
}
if (ids.length === 0) writeFileSync(`${packageRoot}conformance/production-logs/telling/shown-faults.ts`, fileOf(found))

function fileOf(faults: readonly (readonly [string, ShownFault])[]): string {
  const entries = faults.map(
    ([id, { token, edition, mutant, when }]) =>
      `  '${id}': {\n    token: ${quoted(token)},\n    edition: ${quoted(edition)},\n    mutant: ${quoted(mutant)},\n    when: ${when === undefined ? 'undefined' : quoted(when)},\n  },\n`,
  )
  return `import type { ShownFault } from './tokens.ts'

// Written by \`npm run shown-faults\`; a test runs each of them.

/** By requirement, the shortest schedule in which a mutant breaks it. */
export const shownFaults: Readonly<Record<string, ShownFault>> = {
${entries.join('')}}
`
}

/** As the formatter wants it. */
function quoted(text: string): string {
  const [single, double] = ["'", '"'].map((quote) => text.split(quote).length - 1)
  const quote = (single ?? 0) > (double ?? 0) ? '"' : "'"
  return `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`
}
