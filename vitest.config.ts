import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { quickJvm } from './conformance/cli/fixtures/quick-jvm.ts'

/** The releases of Spark take minutes each: they come first, and everything else beside and behind them. */
class SparkFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSpark = ({ moduleId }: TestSpecification) => moduleId.endsWith('.spark.test.ts')
    return (await super.sort(files)).toSorted((one, other) => Number(isSpark(other)) - Number(isSpark(one)))
  }
}

const folders = '{api,src,conformance,scripts,examples,bench}'

/** `unit` and `browser` are what `npm test` runs; `slow` is exhaustive or starts many processes; `spark` needs a JDK and Maven, `browser` a Chromium. */
const kinds = [
  { name: 'unit', include: [`${folders}/**/*.test.ts`], exclude: [`${folders}/**/*.{slow,spark,browser}.test.ts`] },
  { name: 'browser', include: [`${folders}/**/*.browser.test.ts`], exclude: [] },
  { name: 'slow', include: [`${folders}/**/*.slow.test.ts`], exclude: [] },
  { name: 'spark', include: [`${folders}/**/*.spark.test.ts`], exclude: [] },
]

// `--project` chooses among all of them. Without it CWC_REQUIRE_SPARK=1 runs everything in one go, as CI does.
const isEverything = process.argv.includes('--project') || process.env['CWC_REQUIRE_SPARK'] === '1'

// The many programs that tests start compile each module once.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/node')

export default defineConfig({
  test: {
    projects: kinds
      .filter(({ name }) => isEverything || name === 'unit' || name === 'browser')
      .map((kind) => ({
        extends: true as const,
        test: kind.name === 'spark' ? { ...kind, env: { CWC_REQUIRE_SPARK: '1', ...quickJvm } } : kind,
      })),
    // Sharing a worker saves more time than a clean start for each file is worth: no test leaves anything behind.
    isolate: false,
    // A quarter of the time of a worker is waiting for browsers, JVMs and time limits: one more worker than cores keeps these busy.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: SparkFirst },
    // Concurrent tests wait for time limits of drivers. More of them at once would slow the answers that are to come within those limits.
    maxConcurrency: 3,
    // A limit that a loaded machine never reaches: tests that start whole processes bound those by themselves.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
})
