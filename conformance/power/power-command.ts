import { killMatrix, neverRed } from './kill-matrix.ts'
import { mutants } from './mutants/mutants.ts'
import { recordPrograms } from './programs.ts'

// `npm run power`: is every requirement's check seen red by a faulty implementation, under its own name?

const kills = await killMatrix(mutants, await recordPrograms())
for (const { mutant, caughtBy, missedBy } of kills) {
  const others = caughtBy.filter((id) => !mutant.breaks.some((own) => own === id))
  console.log(
    `${missedBy.length === 0 ? '✓' : '✗'} ${mutant.name}: ${mutant.breaks.join(', ')}${
      missedBy.length === 0 ? '' : ` — not caught by ${missedBy.join(', ')}`
    }${others.length === 0 ? '' : ` (and ${others.length} more)`}`,
  )
}
const survived = kills.filter(({ missedBy }) => missedBy.length > 0)
const unseen = neverRed(mutants)
console.log(`\n${kills.length} mutants, ${kills.length - survived.length} caught by the requirements that they break.`)
if (unseen.length > 0) console.log(`Never seen red: ${unseen.join(', ')}`)
process.exitCode = survived.length + unseen.length === 0 ? 0 : 1
