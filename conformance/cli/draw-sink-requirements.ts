import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { withRequirements } from '../sink/requirements/requirements-page.ts'

// `npm run sink:draw`: writes the table of requirements into docs/sink.md. A test fails while it differs.

const file = join(packageRoot, 'docs/sink.md')
writeFileSync(file, withRequirements(readFileSync(file, 'utf8')))
