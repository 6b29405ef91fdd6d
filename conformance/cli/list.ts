import { type Command, Option } from 'commander'
import { type Role, roles } from '../../src/contract/roles.ts'
import { editions } from '../../src/reference/editions.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { deviations } from '../requirements/deviations.ts'
import { requirements } from '../requirements/registry.ts'
import { describeBasis } from '../requirements/requirement.ts'
import { planSuite } from '../suite/plan.ts'

/** `cwc list`: what there is. */
export function listCommand(program: Command, done: (code: ExitCode) => void): void {
  const list = program.command('list').description('list the requirements, the scenarios or the editions')

  list
    .command('requirements')
    .description('each requirement: its level, where it comes from, what it says')
    .addOption(new Option('--role <role>', 'only those of one role').choices(roles))
    .option('--json', 'as JSON')
    .action(({ role, json }: { role?: Role; json?: boolean }) => {
      const shown = requirements.filter((requirement) => role === undefined || requirement.role === role)
      const lines = shown.map((requirement) => {
        const why = requirement.level === 'untestable' ? `\n        untestable: ${requirement.reason}` : ''
        return `${requirement.id.padEnd(7)} ${requirement.role}, ${requirement.level}, ${describeBasis(requirement.basis)}\n        ${requirement.says}${why}`
      })
      console.log(json === true ? JSON.stringify(shown, null, 2) : lines.join('\n'))
      done(exitCodes.conforms)
    })

  list
    .command('scenarios')
    .description('each scenario: its place, its name, the requirements that it checks')
    .addOption(new Option('--role <role>', 'only those of one role').choices(roles))
    .option('--json', 'as JSON')
    .action(async ({ role, json }: { role?: Role; json?: boolean }) => {
      const scenarios = await planSuite(role === undefined ? '' : `@${role}`)
      const lines = scenarios.map(
        ({ file, line, name, requirements }) => `${file}:${line}\n        ${name} (${requirements.join(', ')})`,
      )
      console.log(json === true ? JSON.stringify(scenarios, null, 2) : lines.join('\n'))
      done(exitCodes.conforms)
    })

  list
    .command('editions')
    .description('each edition, and how it deviates from the page')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => {
      const shown = Object.entries(editions).map(([edition, names]: [string, readonly string[]]) => ({
        edition,
        deviations: deviations.filter(({ name }) => names.includes(name)),
      }))
      const lines = shown.flatMap(({ edition, deviations: own }) => [
        `${edition}${own.length === 0 ? ': the page as it is written' : ''}`,
        ...own.map(
          ({ name, requirement, since, until, instead, source }) =>
            `        ${name} (${requirement}, ${until === undefined ? 'since' : `until ${until}, since`} ${since}): ${instead}\n          ${source.of} ${source.release}, ${source.file}`,
        ),
      ])
      console.log(json === true ? JSON.stringify(shown, null, 2) : lines.join('\n'))
      done(exitCodes.conforms)
    })
}
