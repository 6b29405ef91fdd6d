import { roles } from '../../../src/contract/roles.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { propertiesOf } from '../../properties/role-properties.ts'
import { deviations } from '../../requirements/deviations.ts'
import { editionOf } from '../../requirements/edition.ts'
import { requirementById } from '../../requirements/registry.ts'
import { describeBasis } from '../../requirements/requirement.ts'
import { readScenarios } from '../../suite/read-scenarios.ts'

/** The properties of generated cases that check the requirement. */
function propertiesAbout(id: string): readonly string[] {
  return roles.flatMap((role) => {
    const { always, sometimes } = propertiesOf(role, editionOf('document').deviations)
    return [...always, ...sometimes].filter(({ requirements }) => requirements.includes(id)).map(({ name }) => name)
  })
}

/** Prints one requirement with its sources, scenarios, properties and deviations. @throws UnknownRequirement */
export function show(id: string): ExitCode {
  const requirement = requirementById(id)
  const scenarios = requirement.level === 'untestable' ? [] : readScenarios(requirement.id)
  const own = deviations.filter((deviation) => deviation.requirement === requirement.id)
  const lines = [
    `${requirement.id}: ${requirement.says}`,
    `  ${requirement.intent}`,
    '',
    `  level      ${requirement.level}${requirement.level === 'untestable' ? `: ${requirement.reason}` : ''}`,
    `  role       ${requirement.role}`,
    `  basis      ${describeBasis(requirement.basis)}`,
    ...requirement.sources.map(
      ({ page, section, sentence }) => `  source     ${page}, "${section}", sentence ${sentence}`,
    ),
    ...(requirement.seenBy.length === 0 ? [] : [`  seen by    ${requirement.seenBy.join(', ')}`]),
    ...scenarios.map(({ file, line, name }) => `  scenario   ${file}:${line} ${name}`),
    ...propertiesAbout(requirement.id).map((name) => `  property   ${name} (cwc run --runs N)`),
    ...own.map(({ name, since, instead }) => `  deviation  ${name}, since ${since}: ${instead}`),
  ]
  console.log(lines.join('\n'))
  return exitCodes.conforms
}
