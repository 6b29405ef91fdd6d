import { join } from 'node:path'
import { sparkLines } from '../../src/adapters/spark/releases.ts'
import { packageRoot } from '../package-root.ts'
import { planSuite } from '../suite/plan.ts'
import { describeStaleness } from './describe-staleness.ts'
import { readMatrix } from './read.ts'
import { isStale, type Kept, stalenessOf } from './stale.ts'

// `npm run matrix:check`: which cases and requirements are newer than docs/matrix.json? Exits with 1 if there are any.
const kept: Kept = {
  columns: Object.values(sparkLines).map(({ tried, edition }) => ({ name: `spark@${tried}`, edition })),
  cases: { coordinator: 10_000, operator: 300, task: 300, query: 300 },
}
const suite = (await planSuite('')).map(({ scenario }) => scenario)
const staleness = stalenessOf(readMatrix(join(packageRoot, 'docs/matrix.json')), suite, kept)
console.log(
  isStale(staleness)
    ? 'docs/matrix.json is older than the suite:'
    : `docs/matrix.json is up to date: ${suite.length} cases on ${kept.columns.length} releases.`,
)
for (const line of describeStaleness(staleness, suite, kept)) console.log(line)
process.exitCode = isStale(staleness) ? 1 : 0
