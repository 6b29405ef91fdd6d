import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../conformance/package-root.ts'
import { withLayerTable } from './layer-table.ts'

// `npm run layers`: writes the table of layers into ARCHITECTURE.md.

const file = join(packageRoot, 'ARCHITECTURE.md')
writeFileSync(file, withLayerTable(readFileSync(file, 'utf8')))
