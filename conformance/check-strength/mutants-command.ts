import { writeFileSync } from 'node:fs'
import { packageRoot } from '../package-root.ts'
import { heldMutants } from './held-mutants.ts'
import { measureMutants } from './measure-mutants.ts'
import { mutantsPage, nameOf } from './mutants-page.ts'
import { measureMutantSample } from './sample.ts'

// `npm run check-strength:mutants`: prints and judges the logs of all mutants, and draws docs/check-strength-mutants.md. It takes about a
// minute of processor time. Exit code 1 if a mutant is held and held-mutants.ts does not say why.

const whole = await measureMutants({ every: 1, runs: 100 })
writeFileSync(`${packageRoot}docs/check-strength-mutants.md`, mutantsPage(whole, await measureMutantSample()))

const held = new Set(whole.filter(({ fate }) => fate === 'held').map(nameOf))
for (const one of held) if (heldMutants[one] === undefined) console.error(`held, and nothing says why: ${one}`)
for (const one of Object.keys(heldMutants)) if (!held.has(one)) console.error(`not held any more: ${one}`)
process.exitCode = [...held].every((one) => heldMutants[one] !== undefined) ? 0 : 1
