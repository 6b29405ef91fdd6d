import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { counted } from '../../conformance/counted.ts'
import { sabotages } from './lists/sabotages.ts'
import type { Sabotage } from './sabotage.ts'
import { copyTree, type Outcome, projectOf, runTests, trySabotage } from './try-sabotage.ts'

// `npm run sabotage [-- WORD…]`: does each sabotage of the kit make a test fail? With words: those with one of them in their promise
// or in the name of a file. Each is tried in a copy of the working tree. Exit code 1 if one of them survives, or cannot be tried.

const words = process.argv.slice(2)
const chosen = sabotages.filter(
  ({ promise, file, test }) => words.length === 0 || words.some((word) => `${promise} ${file} ${test}`.includes(word)),
)
if (chosen.length === 0) {
  console.error(`no sabotage has ${words.join(' or ')} in its promise or in the name of a file`)
  process.exit(2)
}
const scratch = mkdtempSync(join(tmpdir(), 'cwc-sabotage-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

const folders = Array.from({ length: Math.min(availableParallelism(), chosen.length) }, (_, at) => {
  const folder = join(scratch, String(at))
  copyTree(folder)
  return folder
})
// A test that fails anyway shows nothing.
for (const [project, files] of Map.groupBy(new Set(chosen.map(({ test }) => test)), projectOf)) {
  const before = await runTests(folders[0] ?? scratch, files)
  if (before.kind === 'green') continue
  console.error(`without any sabotage, the tests of project ${project} have to pass: ${describeOutcome(before)}`)
  process.exit(1)
}
const left = [...chosen]
let survived = 0
await Promise.all(
  folders.map(async (folder) => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      const outcome = await trySabotage(folder, one)
      if (outcome.kind !== 'red') survived++
      console.log(describe(one, outcome))
    }
  }),
)
console.log(`${counted(chosen.length, 'sabotage')}, ${chosen.length - survived} of them made a test fail`)
process.exitCode = survived === 0 ? 0 : 1

function describe({ promise, file, test }: Sabotage, outcome: Outcome): string {
  return `${outcome.kind === 'red' ? '✓' : '✗'} ${promise}\n    ${file}, ${test}: ${describeOutcome(outcome)}`
}

function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'red':
      return `fails: ${outcome.title}`
    case 'green':
      return 'no test fails'
    case 'no-verdict':
      return `no verdict: ${outcome.says}`
  }
}
