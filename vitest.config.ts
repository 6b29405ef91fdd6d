import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,conformance,features,examples,bench}/**/*.test.ts'],
    // Sharing a worker saves more time than a clean start for each file is worth: no test leaves anything behind.
    isolate: false,
    // What runs whole processes takes its time; each such test bounds what it starts by itself.
    testTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
})
