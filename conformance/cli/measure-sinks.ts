import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realRuns } from '../sink/real-sinks/real-runs.ts'
import { prepareRealSink } from './prepare-real-sink.ts'

// `npm run sinks:measure [-- [--quick] WORD…]`: puts the sinks of docs/sinks.md through `cwc sink`, one after the other, and writes what was found to
// docs/sinks.json. A word is the beginning of SINK@SPARK:MODE (`kafka`, `iceberg@3.5.8:micro-batch`) and chooses some. All of them take
// about an hour. `--quick` only runs the scenarios again, and those harms that no command has repeated.

const quick = process.argv.includes('--quick') ? ['--quick'] : []
const words = process.argv.slice(2).filter((word) => word !== '--quick')
const chosen = realRuns.filter(({ name }) => words.length === 0 || words.some((word) => name.startsWith(word)))
if (chosen.length === 0) {
  console.error(['no sink has this name (these are known):', ...realRuns.map(({ name }) => name)].join('\n  '))
  process.exit(2)
}

const one = fileURLToPath(new URL('measure-one-sink.ts', import.meta.url))
let failed = 0
for (const run of chosen) {
  console.error(run.name)
  const folder = mkdtempSync(join(tmpdir(), 'cwc-measured-'))
  try {
    await prepareRealSink(run, folder)
    const beside = run.sink.needs === 'broker' ? [join(folder, 'with-broker.ts'), process.execPath] : []
    const { status } = spawnSync(process.execPath, [...beside, one, run.name, folder, ...quick], {
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) failed += 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
process.exitCode = failed === 0 ? 0 : 1
