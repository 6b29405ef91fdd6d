import { serve } from '../../src/adapters/stdio/serve.ts'
import { seededBugDriver } from './model-driver.ts'
import { seededBugs } from './seeded-bugs/all.ts'

// `node conformance/mutation/serve-seeded-bug.ts ID`: serves a seeded bug as a driver on standard input and output, to see whether
// a harness finds it.

const [name, ...rest] = process.argv.slice(2)
const bug = rest.length === 0 ? seededBugs.find(({ id }) => id === name) : undefined
if (bug === undefined) {
  if (name !== undefined) console.error(`"${[name, ...rest].join(' ')}": not the id of a seeded bug`)
  console.error(['The seeded bugs are:', ...seededBugs.map((one) => `  ${one.id}: ${one.name}`)].join('\n'))
  process.exitCode = 2
} else {
  process.exitCode = await serve(await seededBugDriver(bug), { input: process.stdin, output: process.stdout })
}
