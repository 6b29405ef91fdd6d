import type { Role } from '../../../src/contract/roles.ts'
import { editionNames } from '../../../src/reference/editions.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import type { DeviationRecord } from '../../requirements/deviations.ts'
import { editionOf } from '../../requirements/edition.ts'
import { requirements } from '../../requirements/registry.ts'
import { describeBasis } from '../../requirements/requirement.ts'
import { readScenarios } from '../../suite/read-scenarios.ts'

export interface ListOptions {
  readonly role?: Role
  readonly json?: boolean
}

export function listRequirements({ role, json }: ListOptions): ExitCode {
  const shown = requirements.filter((requirement) => role === undefined || requirement.role === role)
  const lines = shown.map((requirement) => {
    const why = requirement.level === 'untestable' ? `\n        untestable: ${requirement.reason}` : ''
    return `${requirement.id.padEnd(7)} ${requirement.role}, ${requirement.level}, ${describeBasis(requirement.basis)}\n        ${requirement.says}${why}`
  })
  return print(shown, lines, json)
}

export function listScenarios({ role, json }: ListOptions): ExitCode {
  const scenarios = readScenarios().filter((scenario) => role === undefined || scenario.role === role)
  const lines = scenarios.map(
    ({ file, line, name, requirements: ids }) => `${file}:${line}\n        ${name} (${ids.join(', ')})`,
  )
  return print(scenarios, lines, json)
}

export function listEditions({ json }: ListOptions): ExitCode {
  const all = editionNames.map((edition) => ({
    edition,
    deviations: editionOf(edition).deviationRecords,
  }))
  const lines = all.flatMap(({ edition, deviations: own }, at) => {
    const [before, last] = [all[at - 1]?.edition, all[at - 1]?.deviations ?? []]
    const added = own.filter((one) => !last.includes(one)).map((one) => `  + ${describe(one)}`)
    const gone = last.filter((one) => !own.includes(one)).map(({ name }) => `  - ${name}: no longer deviates`)
    if (before === undefined) return [`${edition}: the page as written`]
    return added.length + gone.length === 0
      ? [`${edition}: as ${before}`]
      : [
          `${edition}: ${before === 'document' ? 'deviates from the page' : `differs from ${before}`}`,
          ...added,
          ...gone,
        ]
  })
  return print(all, lines, json)
}

function describe({ name, requirement, instead }: DeviationRecord): string {
  return `${name} (${requirement}): ${instead}`
}

function print(data: unknown, lines: readonly string[], json = false): ExitCode {
  console.log(json ? JSON.stringify(data, null, 2) : lines.join('\n'))
  return exitCodes.conforms
}
