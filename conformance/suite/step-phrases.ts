import type { Action } from '../../src/contract/actions.ts'
import { type Role, roles } from '../../src/contract/roles.ts'
import { absencePhrases } from '../gherkin/absence-phrases.ts'
import { actionPhrases, actionsOf } from '../gherkin/action-phrases.ts'
import type { Announced } from '../gherkin/actions/table.ts'
import { describePlan } from '../gherkin/describe-event.ts'
import { eventPattern, eventPhrases } from '../gherkin/event-phrases.ts'
import type { Groups } from '../gherkin/groups.ts'
import { openingPhrases } from '../gherkin/opening-phrases.ts'
import { parsePlan, planOf, samePlan } from '../gherkin/plan-text.ts'
import type { CaseStep } from './planned-case.ts'
import { openingIn } from './refuse-setup.ts'

/** What may stand below a step. */
export type Below = 'nothing' | 'table' | 'text'

/** A step as a feature has it. */
export interface StepText {
  readonly phrase: string
  /** The first cell of each row of its table. */
  readonly rows: readonly string[]
  /** The text between its `"""`. */
  readonly text: string
  /** What the actions before it announce. */
  readonly announced: Announced
}

/** A phrase that is a step, and what it does. */
export interface StepPhrase {
  readonly expression: RegExp
  readonly below: Below
  /** @throws Error if a value in the step cannot be read */
  readonly read: (groups: Groups, step: StepText) => readonly CaseStep[]
}

// Every phrase of the phrasebook is a step.

const openings: readonly StepPhrase[] = openingPhrases.map(({ expression, opened }) => ({
  expression,
  below: 'nothing',
  read: (groups) => {
    const { opening, actions } = opened(groups)
    return [{ kind: 'open', opening }, ...(actions === undefined ? [] : [{ kind: 'act', actions } as const])]
  },
}))

const actions: readonly StepPhrase[] = actionPhrases.map(({ expression, actions: meaning }) => ({
  expression,
  below: 'nothing',
  read: (groups, { announced }) => [{ kind: 'act', actions: meaning(groups, announced) }],
}))

// The event is seen exactly once.
const events: readonly StepPhrase[] = eventPhrases.map(({ expression, pattern }) => ({
  expression,
  below: 'nothing',
  read: (groups, { phrase }) => [
    { kind: 'expect', expectation: { kind: 'seen', pattern: { phrase, ...pattern(groups) } } },
  ],
}))

const absences: readonly StepPhrase[] = absencePhrases.map(({ expression, unwanted }) => ({
  expression,
  below: 'nothing',
  read: (groups, { phrase }) => {
    const partition = groups.raw(1) === undefined ? 0 : groups.number(1)
    return [
      { kind: 'expect', expectation: { kind: 'not-seen', phrase, unwanted: (event) => unwanted(event, partition) } },
    ]
  },
}))

const patternsOf = ({ rows }: StepText) => rows.map(eventPattern)

const others: readonly StepPhrase[] = [
  {
    // For setups without a phrase, as in generated scenarios.
    expression: new RegExp(`^the role (${roles.join('|')}), set up like this:$`),
    below: 'text',
    read: (groups, { text }) => [{ kind: 'open', opening: openingIn(groups.text(1) as Role, text) }],
  },
  {
    expression: /^at the same time:$/,
    below: 'table',
    read: (_, { rows, announced }) => {
      const together = rows.flatMap((phrase) => actionsOf(phrase, announced))
      // The phrases of one scenario are all of its role, so these are actions of one union.
      return [{ kind: 'act', actions: [{ kind: 'together', actions: together } as Action] }]
    },
  },
  {
    expression: /^this is planned:$/,
    below: 'text',
    read: (_, { text }) => [{ kind: 'act', actions: [{ kind: 'plan', plan: parsePlan(text) }] }],
  },
  {
    expression: /^this is planned: (\w.*)$/,
    below: 'nothing',
    read: (groups) => [{ kind: 'act', actions: [{ kind: 'plan', plan: planOf(groups.text(1)) }] }],
  },
  {
    expression: /^nothing happens$/,
    below: 'nothing',
    read: () => [{ kind: 'expect', expectation: { kind: 'only', patterns: [] } }],
  },
  {
    expression: /^this happens, in this order:$/,
    below: 'table',
    read: (_, step) => [{ kind: 'expect', expectation: { kind: 'in-order', patterns: patternsOf(step) } }],
  },
  {
    expression: /^this happens, and nothing else:$/,
    below: 'table',
    read: (_, step) => [{ kind: 'expect', expectation: { kind: 'only', patterns: patternsOf(step) } }],
  },
  {
    expression: /^this happens, in some order, and nothing else:$/,
    below: 'table',
    read: (_, step) => [{ kind: 'expect', expectation: { kind: 'only-in-some-order', patterns: patternsOf(step) } }],
  },
  {
    expression: /^the planner plans:$/,
    below: 'text',
    read: (_, { text }) => {
      const plan = parsePlan(text)
      return [
        {
          kind: 'expect',
          expectation: {
            kind: 'seen',
            pattern: {
              phrase: `the planner plans ${describePlan(plan)}`,
              kind: 'planned',
              actor: 'planner',
              matches: (event) => event.kind === 'planned' && samePlan(event.plan, plan),
            },
          },
        },
      ]
    },
  },
]

/** Every phrase that is a step. */
export const stepPhrases: readonly StepPhrase[] = [...openings, ...actions, ...events, ...absences, ...others]

// A phrase begins with its plain words, which tell most of the others apart faster than an expression does.
const withBeginning = stepPhrases.map((phrase) => ({ phrase, beginning: beginningOf(phrase.expression) }))

function beginningOf({ source }: RegExp): string {
  const [, plain = '', next = ''] = /^\^([A-Za-z ,:'-]*)(.?)/.exec(source) ?? []
  // What may be missing is no beginning.
  return ['?', '*', '{'].includes(next) ? plain.slice(0, -1) : plain
}

const found = new Map<string, readonly StepPhrase[]>()

/** The phrases that a step reads like. One is wanted. */
export function phrasesOf(text: string): readonly StepPhrase[] {
  const known = found.get(text)
  if (known !== undefined) return known
  const phrases = withBeginning
    .filter(({ phrase, beginning }) => text.startsWith(beginning) && phrase.expression.test(text))
    .map(({ phrase }) => phrase)
  found.set(text, phrases)
  return phrases
}
