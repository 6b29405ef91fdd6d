import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const reading = join(import.meta.dirname, '../../conformance/production-logs/reading')

/** The module that holds the compiled scanner. */
export const compiledScannerFile: string = join(reading, 'compiled-scanner.ts')

// 41 pages of memory: two megabytes of forms, half a megabyte of text, and a page behind them.
const memory = ['--initialMemory', '41', '--maximumMemory', '41']
const options = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', ...memory]

/** Compiles `assembly/scan-lines.ts` to the text of the module that holds it. @throws with what the compiler says */
export function compileScanner(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cwc-scanner-'))
  const file = join(folder, 'scan-lines.wasm')
  // Its types would replace those of Node in the whole project, so it is not imported.
  const compiler = createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js')
  try {
    const { status, stderr } = spawnSync(process.execPath, [compiler, 'scan-lines.ts', ...options, '--outFile', file], {
      cwd: join(reading, 'assembly'),
      encoding: 'utf8',
    })
    if (status !== 0 || stderr !== '') throw new Error(stderr)
    return moduleOf(readFileSync(file).toString('base64'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const moduleOf = (base64: string): string => `// Compiled from assembly/scan-lines.ts by \`npm run scanner\`.
export const compiledScanner: string = [
${(base64.match(/.{1,110}/g) ?? []).map((part) => `  '${part}',\n`).join('')}].join('')
`
