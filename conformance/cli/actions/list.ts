import type { Role } from '../../../src/contract/roles.ts'
import { editionNames } from '../../../src/reference/editions.ts'
import { counted } from '../../counted.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { type Binding, bindingOf } from '../../requirements/binding.ts'
import type { DeviationRecord } from '../../requirements/deviations.ts'
import { type Edition, editionNamed, editionOf } from '../../requirements/edition.ts'
import { requirements } from '../../requirements/registry.ts'
import { describeBasis, type Requirement } from '../../requirements/requirement.ts'
import { readScenarios } from '../../suite/read-scenarios.ts'

export interface ListOptions {
  readonly role?: Role
  readonly edition?: string
  readonly json?: boolean
}

/** With an edition: which of the requirements bind there and, of the others, why not. @throws UsageError */
export function listRequirements({ role, edition: name, json }: ListOptions): ExitCode {
  const shown = requirements.filter((one) => role === undefined || one.role === role || one.alsoIn === role)
  if (name === undefined) return print(shown, shown.map(describeRequirement), json)
  const edition = editionNamed(name, '--edition')
  const all = shown.map((requirement) => ({ requirement, binding: bindingOf(requirement, edition) }))
  const lines = all.map(({ requirement, binding }) =>
    [describeRequirement(requirement), ...describeBinding(binding, edition).map((line) => `        ${line}`)].join(
      '\n',
    ),
  )
  const count = (kind: Binding['kind']) => all.filter(({ binding }) => binding.kind === kind).length
  const summary = `edition ${edition.name} requires ${count('binds')} of ${counted(all.length, 'requirement')}, deviates from ${count('deviates')}, and leaves ${count('unspecified')} unspecified`
  const data = all.map(({ requirement, binding: { kind: binding, ...why } }) => ({ ...requirement, binding, ...why }))
  return print(data, [...lines, '', summary], json)
}

function describeRequirement(requirement: Requirement): string {
  const why = requirement.level === 'untestable' ? `\n        untestable: ${requirement.reason}` : ''
  return `${requirement.id.padEnd(7)} ${requirement.role}, ${requirement.level}, ${describeBasis(requirement.basis)}\n        ${requirement.says}${why}`
}

function describeBinding(binding: Binding, { name }: Edition): readonly string[] {
  switch (binding.kind) {
    case 'binds':
      return []
    case 'deviates':
      return binding.deviations.map((one) => `does not bind: edition ${name} deviates by ${one.name}: ${one.instead}`)
    case 'unspecified':
      return [`does not bind: edition ${name} leaves it unspecified`]
  }
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
