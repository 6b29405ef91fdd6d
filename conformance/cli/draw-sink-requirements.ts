import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { withCells } from '../sink/audit-cells/cells-page.ts'
import { readMeasured } from '../sink/audit-cells/measured-cells.ts'
import { withMistakes, withWays } from '../sink/broken-ways/ways-page.ts'
import { withAdvice } from '../sink/requirements/advice-page.ts'
import { withErrata, withRequirements } from '../sink/requirements/requirements-page.ts'
import { withScenarios } from '../sink/telling/scenarios-page.ts'

// `npm run sink:draw`: writes the tables of scenarios, requirements, errata, advice, broken sinks and measured cells into the pages. Tests fail while they differ.

const pages = {
  'docs/sink.md': (page: string) => withAdvice(withScenarios(withWays(withRequirements(page)))),
  'docs/errata.md': withErrata,
  'docs/audit-and-sinks.md': (page: string) => withCells(page, readMeasured()),
  'examples/sinks/broken/README.md': withMistakes,
}

for (const [name, draw] of Object.entries(pages)) {
  const file = join(packageRoot, name)
  writeFileSync(file, draw(readFileSync(file, 'utf8')))
}
