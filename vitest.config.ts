import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,conformance,features,examples,bench}/**/*.test.ts'],
    // Each test file starts clean by itself; sharing a worker saves more time than it could cost.
    isolate: false,
  },
})
