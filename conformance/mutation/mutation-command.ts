import { deviationsNeverRemoved, type Kill, neverKilled } from './kill-matrix.ts'
import { killMatrix } from './kill-threads.ts'
import { mutants } from './mutants/mutants.ts'

// `npm run mutation [-- --all]`: do the scenarios of each requirement kill a mutant that breaks it?
// Prints each mutant that survives a requirement which it breaks. With --all: each mutant, and the requirements that kill it.

const all = process.argv.includes('--all')
const kills = await killMatrix()
const missed = kills.filter(({ missedBy }) => missedBy.length > 0)
for (const kill of all ? kills : missed) console.log(describeKill(kill))

const unbroken = neverKilled(mutants)
if (unbroken.length > 0) console.log(`no mutant breaks ${unbroken.join(', ')}: add one in conformance/mutation/mutants`)
console.log(`${kills.length} mutants, ${kills.length - missed.length} killed by every requirement that they break`)
const kept = deviationsNeverRemoved(mutants)
if (kept.length > 0)
  console.log(
    `no mutant leaves out the deviation ${kept.join(', ')}: add { without: NAME } in conformance/mutation/mutants`,
  )
process.exitCode = missed.length + unbroken.length + kept.length === 0 ? 0 : 1

function describeKill({ mutant, killedBy, missedBy }: Kill): string {
  const mark = missedBy.length === 0 ? '✓' : '✗'
  const missing = missedBy.length === 0 ? '' : `, survives ${missedBy.join(', ')}`
  const others = killedBy.filter((id) => !mutant.breaks.some((own) => own === id))
  return `${mark} ${mutant.name}: ${mutant.breaks.join(', ')}${missing}${others.length === 0 ? '' : ` (also ${others.join(', ')})`}`
}
