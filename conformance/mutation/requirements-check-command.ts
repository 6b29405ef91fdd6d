import { counted } from '../counted.ts'
import { SuiteError } from '../errors.ts'
import { packageRoot } from '../package-root.ts'
import { requirementById, requirements } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { UnknownRequirement } from '../requirements/unknown-requirement.ts'
import { readScenarios } from '../suite/read-scenarios.ts'
import { visible } from '../visible.ts'
import { findInMutants } from './attributed-to.ts'
import { mutants } from './mutants/mutants.ts'
import { danglingReferences, nextIds, placesOf, readModelLines } from './requirement-gaps.ts'

// `npm run requirements:check [-- ID...]`: what does each requirement still lack? Exits with 1 if anything is missing.
// With ids it also prints where these stand, and runs their scenarios against their mutants.

const references = { scenarios: readScenarios(), mutants, modelLines: readModelLines(packageRoot) }
const ids = process.argv.slice(2)
const isWhole = ids.length === 0
const chosen = ids.flatMap(chosenBy)
if (process.exitCode === 2) process.exit()
const places = (isWhole ? requirements : chosen).map((each) => placesOf(each, references))
const gaps = [...danglingReferences(requirements, references), ...places.flatMap((one) => one.gaps)]

for (const { id, scenarios, modelLines } of isWhole ? [] : places) {
  const { says, attributed = {}, attributedOrder } = requirementById(id)
  console.log(`${id}: ${says}`)
  for (const place of scenarios) console.log(`  scenario    ${place}`)
  for (const place of modelLines) console.log(`  model       ${place}`)
  for (const [topic, ways] of Object.entries(attributed)) console.log(`  attributed  ${topic}: ${ways.join(', ')}`)
  if (attributedOrder !== undefined) console.log(`  attributed  the order of ${attributedOrder.join(' and ')}`)
  for (const { mutant, killedBy, of, attributedTo } of await findInMutants(id, mutants).catch(endOnMistake)) {
    const oracle = attributedTo.length === 0 ? 'finds no difference' : `attributes it to ${attributedTo.join(', ')}`
    console.log(`  mutant      ${mutant}: killed by ${killedBy} of its scenarios (of ${of}); the oracle ${oracle}`)
    if (killedBy === 0) gaps.push(`${id} does not kill its mutant "${mutant}": make a scenario fail on it`)
  }
}
for (const gap of gaps) console.log(gap)
console.log(`${counted(places.length, 'requirement')}, ${counted(gaps.length, 'gap')}`)
if (isWhole) for (const { id, files } of nextIds(packageRoot)) console.log(`next free id: ${id} in ${files.join(', ')}`)
process.exitCode ??= gaps.length === 0 ? 0 : 1

/** A feature with a mistake: each mistake in one line. */
function endOnMistake(error: unknown): never {
  if (!(error instanceof SuiteError)) throw error
  for (const line of error.message.split('\n')) console.error(`error: ${visible(line)}`)
  process.exit(2)
}

/** The requirement, or a line that says which ids there are. */
function chosenBy(id: string): readonly Requirement[] {
  try {
    return [requirementById(id)]
  } catch (error) {
    if (!(error instanceof UnknownRequirement)) throw error
    console.error(`error: ${error.message}`)
    process.exitCode = 2
    return []
  }
}
