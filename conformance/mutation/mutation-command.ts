import { deviationsNeverRemoved, type Kill, killMatrix, neverKilled } from './kill-matrix.ts'
import { mutants } from './mutants/mutants.ts'

// `npm run mutation [-- --all]`: is every requirement's check seen red by a faulty implementation, under its own name?
// Prints what was not caught; with --all each faulty implementation, and who caught it.

const all = process.argv.includes('--all')
const kills = await killMatrix(mutants)
const missed = kills.filter(({ missedBy }) => missedBy.length > 0)
for (const kill of all ? kills : missed) console.log(describeKill(kill))

const unseen = neverKilled(mutants)
if (unseen.length > 0) console.log(`never seen red: ${unseen.join(', ')}`)
console.log(`${kills.length} faulty models, ${kills.length - missed.length} caught by the requirements that they break`)
const kept = deviationsNeverRemoved(mutants)
if (kept.length > 0) console.log(`deviations that no faulty model leaves out: ${kept.join(', ')}`)
process.exitCode = missed.length + unseen.length + kept.length === 0 ? 0 : 1

function describeKill({ mutant, caughtBy, missedBy }: Kill): string {
  const mark = missedBy.length === 0 ? '✓' : '✗'
  const missing = missedBy.length === 0 ? '' : `, not caught by ${missedBy.join(', ')}`
  const others = caughtBy.filter((id) => !mutant.breaks.some((own) => own === id))
  return `${mark} ${mutant.name}: ${mutant.breaks.join(', ')}${missing}${others.length === 0 ? '' : ` (also ${others.join(', ')})`}`
}
