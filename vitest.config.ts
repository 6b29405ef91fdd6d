import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The releases of Spark take minutes each: they come first, and all else beside and behind them. */
class SparkFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSpark = ({ moduleId }: TestSpecification) => /\/spark-\d[^/]*\.test\.ts$/.test(moduleId)
    return (await super.sort(files)).toSorted((one, other) => Number(isSpark(other)) - Number(isSpark(one)))
  }
}

export default defineConfig({
  test: {
    include: ['{src,conformance,features,scripts,examples,bench}/**/*.test.ts'],
    // Sharing a worker saves more time than a clean start for each file is worth: no test leaves anything behind.
    isolate: false,
    // Much of the time goes to processes that the tests start; leaving a core to the main process would idle it.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: SparkFirst },
    // What runs whole processes takes its time; each such test bounds what it starts by itself.
    testTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
})
