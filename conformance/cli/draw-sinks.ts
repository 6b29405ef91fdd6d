import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { readMeasuredSinks } from '../sink/real-sinks/measured-sinks.ts'
import { withMeasured } from '../sink/real-sinks/sinks-page.ts'

// `npm run sinks:draw`: writes the tables of docs/sinks.md anew from docs/sinks.json. A test fails while they differ.

const page = join(packageRoot, 'docs/sinks.md')
writeFileSync(page, withMeasured(readFileSync(page, 'utf8'), readMeasuredSinks()))
