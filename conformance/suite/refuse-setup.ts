import { complaint } from '../../src/adapters/stdio/complaint.ts'
import type { Role } from '../../src/contract/roles.ts'
import { type Opening, setupSchemas } from '../../src/contract/setups.ts'
import { mostPartitions, refuseMore } from '../gherkin/limits.ts'
import { jsonMistake } from '../input/json-syntax.ts'
import { deepestJson } from '../input/read-json.ts'

/** @throws Error if the setup is not one of its role, or asks for more partitions than the kit runs */
export function refuseSetup({ role, setup }: Opening): void {
  const { error } = setupSchemas[role].safeParse(setup)
  if (error !== undefined) {
    const { path, reason } = complaint(error, setup, 'setup')
    throw new Error(`${path}: ${reason}`)
  }
  if ('partitions' in setup) refuseMore(setup.partitions, 'partitions', mostPartitions)
}

/** The opening with a setup in JSON. @throws Error if it is not JSON, or not a setup of the role */
export function openingIn(role: Role, json: string): Opening {
  const mistake = jsonMistake(json, deepestJson)
  if (mistake !== undefined)
    throw new Error(`not JSON: line ${mistake.line}, column ${mistake.column}: ${mistake.what}`)
  // `refuseSetup` checks it against the schema of the role.
  const opening = { role, setup: JSON.parse(json) } as Opening
  refuseSetup(opening)
  return opening
}
