import { heldMutants, heldReasons } from './held-mutants.ts'
import { type MutantOutcome, mutantFates } from './measure-mutants.ts'

/** The page docs/check-strength-mutants.md. `sample` is a part that a test measures again. */
export function mutantsPage(whole: readonly MutantOutcome[], sample: readonly MutantOutcome[]): string {
  const byRequirement = [...Map.groupBy(whole, ({ requirement }) => requirement)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const held = whole
    .filter(({ fate }) => fate === 'held')
    .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  return `# How \`cwc check\` judges faulty implementations

The mutants and seeded bugs of the kit break one or more requirements each. Their logs are printed for the schedules of all scenarios
and for generated ones, as four releases of Spark log, in all layouts, at INFO and DEBUG. A log that differs from that of the model is
judged. The table has a mutant once per requirement that it breaks and that logs tell something of.

| column | meaning |
|---|---|
| violated | the requirement is violated in a log |
| cannot tell | it cannot be told in a log, and could be in that of the model |
| elsewhere | it is held, and another requirement is violated: that one is about the contradiction |
| held | it is held in a log, and nothing else is violated: the reasons are below |
| no occasion | no log has lines that it judges, or nothing could be told of the model, either |
| not visible | no log differs from that of the model |

| requirement | ${mutantFates.join(' | ')} |
|---|${mutantFates.map(() => '---|').join('')}
${byRequirement.map(([requirement, own]) => `| ${requirement} | ${countsOf(own).join(' | ')} |`).join('\n')}
| all | ${countsOf(whole).join(' | ')} |

## Mutants that are held

| requirement and mutant | why |
|---|---|
${held.map((one) => `| ${nameOf(one)} | ${whyHeld(one)} |`).join('\n')}

## How this page is made

\`npm run check-strength:mutants\` draws this page. A test measures some of the mutants again and compares them with this line:
${mutantsLine(sample)}
`
}

export const nameOf = ({ requirement, mutant }: MutantOutcome): string => `${requirement}: ${mutant}`

/** What became of these mutants, in one line. */
export const mutantsLine = (outcomes: readonly MutantOutcome[]): string =>
  `${outcomes.length} of them, ${mutantFates.map((fate, at) => `${fate} ${countsOf(outcomes)[at]}`).join(', ')}.`

const countsOf = (outcomes: readonly MutantOutcome[]): readonly number[] =>
  mutantFates.map((wanted) => outcomes.filter(({ fate }) => fate === wanted).length)

function whyHeld(one: MutantOutcome): string {
  const reason = heldMutants[nameOf(one)]
  return reason === undefined ? `no reason is known (${one.first ?? ''})` : heldReasons[reason]
}
