import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Actor, Event } from '../../src/contract/events.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import type { Walk } from '../state-space/walk.ts'
import { openingPhrase } from './opening-phrase.ts'

/** A case to print as a scenario. */
export interface Kept {
  readonly walk: Walk
  readonly token: string
  /** The step whose events the scenario expects, as the model shows them; 0 is the opening. Later steps are left out. */
  readonly at: number
  readonly requirements: readonly string[]
  /** The title of the scenario, in a few words. */
  readonly name: string
  /** Whether the finding is about a log line: then the scenario expects log lines, too. */
  readonly withLogs: boolean
  /** The actors that wrote a log line in a step in which none is expected. */
  readonly loggedBy: readonly Actor[]
}

/**
 * The case as a feature in the steps of the suite. It takes the actions of the case and expects the model's events of the last
 * step. The implementation with the finding fails it, and the model passes.
 */
export function gherkinOf(kept: Kept): string {
  const { walk, token, at, requirements, name } = kept
  const done = walk.steps.slice(0, at)
  const last = done.at(-1)
  const before = done.slice(0, -1).map(({ action }) => action)
  const given = [openingStep(walk), ...before.flatMap(actionSteps)]
  const when = last === undefined ? [] : actionSteps(last.action)
  const expected = (last?.events ?? walk.opened).filter(({ kind }) => kind !== 'logged' || kept.withLogs)
  const classes = [...new Set(expected.flatMap((event) => (event.kind === 'logged' ? [event.actor] : [])))].flatMap(
    className,
  )
  // A table without log lines does not check log lines, and no table checks the class of the logger.
  const loggers = !kept.withLogs || expected.some(({ kind }) => kind === 'logged') ? [] : kept.loggedBy
  return [
    `@${walk.space.bounds.role}`,
    `Feature: Found by generated checks`,
    `  # npx cwc reproduce ${token}`,
    '',
    ...(requirements.length === 0 ? [] : [`  ${requirements.map((id) => `@${id}`).join(' ')}`]),
    `  Scenario: ${oneLine(name)}`,
    ...steps('Given', given),
    ...steps('When', when),
    ...steps('Then', [thenStep(last?.action, expected), ...loggers.map(logsNothing), ...classes]),
    '',
  ].join('\n')
}

/** The lines of one step: the sentence, and a table or text below it. */
type Step = readonly [string, ...(readonly string[])]

function steps(keyword: 'Given' | 'When' | 'Then', all: readonly Step[]): readonly string[] {
  return all.flatMap(([text, ...below], index) => [
    `    ${index === 0 ? keyword : 'And'} ${text}`,
    ...below.map((line) => `      ${line}`),
  ])
}

function openingStep({ space }: Walk): Step {
  const { text, setup } = openingPhrase(space.opening)
  return setup === undefined ? [text] : [text, '"""', ...JSON.stringify(setup, undefined, 2).split('\n'), '"""']
}

function actionSteps(action: Action): readonly Step[] {
  if (action.kind !== 'together') return [[describeAction(action)]]
  return [['at the same time:', ...table(action.actions.map((one: Plain<Action>) => describeAction(one)))]]
}

function thenStep(action: Action | undefined, events: readonly Event[]): Step {
  if (events.length === 0) return ['nothing happens']
  const rows = table(events.map(describeEvent))
  return action?.kind === 'together'
    ? ['this happens, in some order, and nothing else:', ...rows]
    : ['this happens, and nothing else:', ...rows]
}

/** A table of log lines does not name the class of the logger. Operator and coordinator have to log under certain names. */
function className(actor: Actor): readonly Step[] {
  switch (actor) {
    case 'operator':
      return [['the operator logs the start of the write under no other class name']]
    case 'coordinator':
      return [['the coordinator logs its registration under a class name that begins with "EpochCoordinatorRef"']]
    default:
      return []
  }
}

const logsNothing = (actor: Actor): Step => [
  `${actor.startsWith('task-') ? actor.replace('-', ' ') : `the ${actor}`} logs nothing`,
]

function table(cells: readonly string[]): readonly string[] {
  const escaped = cells.map((cell) => cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', '\\n'))
  const width = Math.max(...escaped.map(({ length }) => length))
  return escaped.map((cell) => `| ${cell.padEnd(width)} |`)
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
