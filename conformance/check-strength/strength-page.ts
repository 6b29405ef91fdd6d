import type { Fate, Outcome } from './measure-strength.ts'
import { type Reason, reasons } from './unchanged.ts'

/** The page docs/check-strength.md. `sample` is a part of `whole` that a test measures again. */
export function strengthPage(whole: readonly Outcome[], sample: readonly Outcome[]): string {
  const rows = [...Map.groupBy(whole, ({ requirement }) => requirement)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const survivors = [
    ...Map.groupBy(
      whole.filter(({ fate }) => fate === 'survived'),
      ({ requirement, what }) => `${requirement}: ${what}`,
    ),
  ]
  return `# How strong \`cwc check\` is

\`cwc check\` holds requirements against logs. This page measures how often it notices that a log is wrong.

Each recorded log is changed in one place: a line is dropped, doubled, swapped with the next one, or one of its numbers is one more. Only
lines count that show something of a query. A requirement that is held in the recording is judged in the changed log, if its rules are
about a changed line. It should be *violated* or *cannot tell*.

| column | meaning |
|---|---|
| noticed | the requirement is violated, cannot be told, or has no occasion any more |
| elsewhere | the requirement is held, and another one that was fine no longer is, or one that could not be told is violated: that one is about the contradiction |
| no change | the requirement is rightly held: the reasons are below |
| survived | the requirement is held, nothing else is noticed, and no reason is known |
| score | all but the survivors, in per cent of the changes that matter |

${scoreLine(whole)}

[How \`cwc check\` judges faulty implementations](check-strength-mutants.md) measures the same with logs of whole runs that are wrong.

| requirement | changes | violated | cannot tell | no occasion | elsewhere | no change | survived | score |
|---|---|---|---|---|---|---|---|---|
${rows.map(([requirement, own]) => `| ${requirement} | ${columnsOf(own).join(' | ')} |`).join('\n')}

## Why a requirement may rightly stay held

| reason | times | explanation |
|---|---|---|
${(Object.keys(reasons) as Reason[]).map((reason) => `| ${reason} | ${count(whole, reason)} | ${reasons[reason]} |`).join('\n')}

## Changes that survive

${survivorsSection(survivors)}

## How this page is made

\`npm run check-strength\` draws this page from all changes. A test measures a sample again and compares it with
this line: ${sampleLine(sample)}
`
}

function survivorsSection(survivors: readonly (readonly [what: string, own: readonly Outcome[]])[]): string {
  if (survivors.length === 0) return 'None.'
  return `The number of changes, and the first line of a recording whose change it is.

| requirement and change | times | first |
|---|---|---|
${survivors
  .toSorted(([, one], [, other]) => other.length - one.length)
  .map(([what, own]) => `| ${what} | ${own.length} | ${own[0]?.file ?? ''}:${own[0]?.line ?? 0} |`)
  .join('\n')}`
}

/** The numbers of a sample in one line. */
export const sampleLine = (outcomes: readonly Outcome[]): string =>
  `${outcomes.length} changes, ${[...Map.groupBy(outcomes, ({ fate }) => fate)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([fate, own]) => `${fate} ${own.length}`)
    .join(', ')}.`

const scoreLine = (outcomes: readonly Outcome[]) =>
  `${outcomes.length} changes of a line that a requirement is about: ${scoreOf(outcomes)} % of those that matter are noticed.`

function columnsOf(own: readonly Outcome[]): readonly (string | number)[] {
  const rightly = own.filter(({ fate }) => isReason(fate)).length
  const counted = (['violated', 'cannot tell', 'no occasion', 'elsewhere'] as const).map((fate) => count(own, fate))
  return [own.length, ...counted, rightly, count(own, 'survived'), scoreOf(own)]
}

/** In per cent, rounded down: 100.0 means that nothing survives. */
function scoreOf(own: readonly Outcome[]): string {
  const matters = own.filter(({ fate }) => !isReason(fate)).length
  return matters === 0 ? '–' : (Math.floor((1000 * (matters - count(own, 'survived'))) / matters) / 10).toFixed(1)
}

const count = (outcomes: readonly Outcome[], wanted: Fate) => outcomes.filter(({ fate }) => fate === wanted).length

const isReason = (fate: Fate) => Object.hasOwn(reasons, fate)
