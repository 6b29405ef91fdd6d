import { Given } from '@cucumber/cucumber'
import { type Role, roles } from '../../src/contract/roles.ts'
import type { Opening } from '../../src/contract/setups.ts'
import { setupSchemas } from '../../src/contract/setups.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'

// For setups without a phrase, as in generated scenarios.
Given(
  new RegExp(`^the role (${roles.join('|')}), set up like this:$`),
  function (this: ScenarioReader, role: Role, text: string) {
    // The schema is the role's own.
    return this.open({ role, setup: setupSchemas[role].parse(JSON.parse(text)) } as Opening)
  },
)
