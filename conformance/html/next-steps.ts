import { cwcCommandLine } from '../drivers/command-line.ts'
import type { CaseReport, CauseReport, FindingReport, RunReport } from '../report/report.ts'
import { commandHtml } from './command.ts'
import { type Html, html } from './html.ts'
import { commandOf } from './run-command.ts'

/** What a reader does next: the first cause alone, the same case on the model, and the list of known failures. */
export function nextSteps(report: RunReport): Html {
  const [first] = report.causes
  const steps: readonly (readonly [string, string])[] = [
    ...(first === undefined ? [] : stepsFor(first, report)),
    ...(isListable(report) ? [[listLabel(report), commandOf(report, ['--fix'])] as const] : []),
  ]
  return html`<h3>What to do next</h3><ul class="plain">${steps.map(([label, command]) => html`<li>${commandHtml(label, command)}</li>\n`)}</ul>`
}

function stepsFor(cause: CauseReport, report: RunReport): readonly (readonly [string, string])[] {
  const shown = shownOf(cause, report)
  const again = shown === undefined ? [] : [['Run the first case alone:', shown.again] as const]
  if (cause.kind === 'behaviour') {
    const command = shown === undefined ? undefined : onTheModel(shown, report)
    return command === undefined ? again : [...again, ['Is it the kit? The same case on the reference model:', command]]
  }
  if (cause.kind === 'passed-unexpectedly') return again
  return [
    ...again,
    ['Check the driver alone:', cwcCommandLine(['smoke'], { choice: report.driver.choice, options: [] })],
  ]
}

/** The command that runs the same case on the reference model of the edition. */
export function onTheModel(one: CaseReport | FindingReport, { edition, driver }: RunReport): string | undefined {
  if (driver.choice.kind === 'reference') return undefined
  const model = { choice: { kind: 'reference' }, options: ['--edition', edition] } as const
  return 'token' in one
    ? cwcCommandLine(['reproduce', one.token], model)
    : cwcCommandLine(['run', `${one.file}:${one.line}`], model)
}

/** The case or the finding that shows a cause. */
function shownOf({ shown }: CauseReport, { cases, generated }: RunReport): CaseReport | FindingReport | undefined {
  return shown.kind === 'case'
    ? cases.find(({ id }) => id === shown.id)
    : generated.flatMap(({ findings }) => findings).find(({ token }) => token === shown.token)
}

/** `--fix` refuses after a part of the suite, and a driver that fails is to be mended, not listed. */
const isListable = ({ selection, shard, complete, causes }: RunReport) =>
  selection === '' &&
  shard === undefined &&
  complete &&
  (causes.length === 0 || causes.some(({ kind }) => kind === 'behaviour'))

const listLabel = ({ causes }: RunReport) =>
  causes.length === 0
    ? 'Make the list of known failures fit this run:'
    : 'To let these failures pass for now, list them, and write the reasons:'
