import { join } from 'node:path'
import { sparkLines } from '../../src/adapters/spark/releases.ts'
import { packageRoot } from '../package-root.ts'
import { readMatrix } from './read.ts'
import { staleIn } from './stale.ts'

// `npm run matrix:check`: is docs/matrix.json still of this suite? Exits with 1 if it is not.
const columns = Object.values(sparkLines).map(({ tried, edition }) => ({ name: `spark@${tried}`, edition }))
const cases = { coordinator: 10_000, operator: 300, task: 300, query: 300 }

const stale = staleIn(readMatrix(join(packageRoot, 'docs/matrix.json')), { columns, cases })
for (const line of stale) console.error(`docs/matrix.json: ${line}`)
if (stale.length > 0) {
  console.error(`
Measure it again:
  npx cwc matrix --drivers ${columns.map(({ name }) => name).join(',')} \\
    --runs ${Object.entries(cases).map(([role, count]) => `${role}=${count}`)}
  npx cwc matrix --from reports/matrix --out docs`)
  process.exitCode = 1
}
