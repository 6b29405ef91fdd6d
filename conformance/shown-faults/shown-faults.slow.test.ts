import { expect, it } from 'vitest'
import { importByNode } from '../mutation/fixtures/import-by-node.ts'
import { mutants } from '../mutation/mutants/mutants.ts'
import { shownFaults } from '../production-logs/telling/shown-faults.ts'
import { judgedRequirements } from './judged-requirements.ts'
import { shortestFault } from './shortest-fault.ts'

it.each(judgedRequirements.map((one) => [one.id, one] as const))(
  '%s: the search finds the schedule of the table (if not, run npm run shown-faults)',
  async (id, requirement) => {
    expect(await shortestFault(requirement, mutants, importByNode)).toEqual(shownFaults[id])
  },
)
