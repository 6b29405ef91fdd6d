import type { Action } from '../../src/contract/actions.ts'
import type { Announced } from '../gherkin/actions/table.ts'
import { Groups } from '../gherkin/groups.ts'
import { mostActions, mostActionsOfRun, refuseMore } from '../gherkin/limits.ts'
import type { CaseStep, PlacedStep } from './planned-case.ts'
import { refuseSetup } from './refuse-setup.ts'
import type { StepPhrase } from './step-phrases.ts'

/** A step of a feature, with the phrase that it reads like. */
export interface FeatureStep {
  readonly text: string
  /** `Action` for a `When`, and for an `And` below it. */
  readonly type: string
  readonly rows: readonly string[]
  readonly docString: string
  readonly line: number
  readonly phrase: StepPhrase
}

/** The actions of all scenarios that are read together. */
export class ActionCount {
  #actions = 0

  /**
   * Counts actions of a scenario. False if all scenarios together have too many: then nothing more is kept.
   *
   * @throws Error the first time that they have too many
   */
  add(actions: number): boolean {
    if (this.#actions > mostActionsOfRun) return false
    this.#actions += actions
    refuseMore(this.#actions, 'actions in all scenarios', mostActionsOfRun)
    return true
  }
}

/** The steps of a scenario as data, or the first step that cannot be read. */
export type StepsRead =
  | { readonly kind: 'read'; readonly steps: readonly PlacedStep[] }
  | { readonly kind: 'unread'; readonly line: number; readonly reason: string }

/** Reads the steps of one scenario: they name an opening, actions and expectations. */
export function readSteps(steps: readonly FeatureStep[], count: ActionCount): StepsRead {
  const reader = new ScenarioReader(count)
  for (const step of steps) {
    try {
      reader.take(step)
    } catch (error) {
      return { kind: 'unread', line: step.line, reason: error instanceof Error ? error.message : String(error) }
    }
  }
  return { kind: 'read', steps: reader.steps }
}

class ScenarioReader {
  readonly steps: PlacedStep[] = []
  readonly #count: ActionCount
  #announced: Announced = { writers: 0, readers: 0 }
  #actions = 0
  #type = ''

  constructor(count: ActionCount) {
    this.#count = count
  }

  /** @throws Error if a value cannot be read, or the scenario asks for more than the kit runs */
  take({ phrase, text, type, rows, docString }: FeatureStep): void {
    let beginsBlock = type === 'Action' && this.#type !== 'Action'
    this.#type = type
    const groups = new Groups(phrase.expression.exec(text)?.slice(1) ?? [])
    for (const step of phrase.read(groups, { phrase: text, rows, text: docString, announced: this.#announced })) {
      if (!this.#accepts(step)) continue
      this.steps.push({ ...step, text, beginsBlock })
      beginsBlock = false
    }
  }

  #accepts(step: CaseStep): boolean {
    switch (step.kind) {
      case 'open':
        refuseSetup(step.opening)
        return true
      case 'act':
        return this.#acts(step.actions)
      case 'expect':
        return true
    }
  }

  #acts(actions: readonly Action[]): boolean {
    const count = actions.reduce((sum, one) => sum + (one.kind === 'together' ? one.actions.length : 1), 0)
    this.#actions += count
    refuseMore(this.#actions, 'actions', mostActions)
    if (!this.#count.add(count)) return false
    for (const action of actions) this.#announce(action)
    return true
  }

  #announce(action: Action): void {
    if (action.kind !== 'ask') return
    const { message } = action
    if (message.type === 'SetWriterPartitions') {
      this.#announced = { ...this.#announced, writers: message.numPartitions }
    }
    if (message.type === 'SetReaderPartitions') {
      this.#announced = { ...this.#announced, readers: message.numPartitions }
    }
  }
}
