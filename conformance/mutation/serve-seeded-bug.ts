import { serve } from '../../src/adapters/stdio/serve.ts'
import { faultyDriver } from './model-driver.ts'
import { seededBugs } from './seeded-bugs/all.ts'

// `node conformance/mutation/serve-seeded-bug.ts NAME`: a faulty implementation on standard input and output, so that anybody can see
// whether a harness finds what is wrong with it.

const [name, ...rest] = process.argv.slice(2)
const faulty = rest.length === 0 ? seededBugs.find(({ id }) => id === name) : undefined
if (faulty === undefined) {
  if (name !== undefined) console.error(`there is no faulty implementation "${[name, ...rest].join(' ')}"`)
  console.error(['the faulty implementations are:', ...seededBugs.map((one) => `  ${one.id}: ${one.name}`)].join('\n'))
  process.exitCode = 2
} else {
  process.exitCode = await serve(await faultyDriver(faulty), { input: process.stdin, output: process.stdout })
}
