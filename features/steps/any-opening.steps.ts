import { Given } from '@cucumber/cucumber'
import { openingIn } from '../../conformance/suite/refuse-setup.ts'
import { type Role, roles } from '../../src/contract/roles.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'

// For setups without a phrase, as in generated scenarios.
Given(
  new RegExp(`^the role (${roles.join('|')}), set up like this:$`),
  function (this: ScenarioReader, role: Role, text: string) {
    return this.open(openingIn(role, text))
  },
)
