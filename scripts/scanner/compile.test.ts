import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compiledScannerFile, compileScanner } from './compile.ts'

it('the compiled scanner is that of its source (`npm run scanner` compiles it)', () => {
  expect(readFileSync(compiledScannerFile, 'utf8')).toBe(compileScanner())
})
