import { World } from '@cucumber/cucumber'
import type { Expectation } from '../../conformance/assertions/expectation.ts'
import type { Announced } from '../../conformance/gherkin/actions/table.ts'
import { mostActions, refuseMore } from '../../conformance/gherkin/limits.ts'
import type { CaseStep, PlacedStep } from '../../conformance/suite/planned-case.ts'
import { currentReading } from '../../conformance/suite/reading.ts'
import { refuseSetup } from '../../conformance/suite/refuse-setup.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { Opening } from '../../src/contract/setups.ts'

type Phase = 'Context' | 'Action' | 'Outcome' | 'Unknown'

/** Reads one scenario: its steps name an opening, actions and expectations, and the World writes them down for the kit to run. */
export class ScenarioReader extends World {
  readonly #steps: PlacedStep[] = []
  #announced: Announced = { writers: 0, readers: 0 }
  #phase: Phase = 'Unknown'
  #beginsBlock = false
  #text = ''
  #actions = 0

  /** A Gherkin step begins. */
  begin(text: string, phase: Phase): void {
    this.#beginsBlock = phase === 'Action' && this.#phase !== 'Action'
    this.#phase = phase
    this.#text = text
  }

  /** @throws Error if the setup is not one of its role, or asks for more partitions than the kit runs */
  open(opening: Opening): void {
    refuseSetup(opening)
    this.#add({ kind: 'open', opening })
  }

  /** Actions that are performed one after the other. @throws Error if the scenario has more than the kit runs */
  act(actions: readonly Action[]): void {
    const count = actions.reduce((sum, one) => sum + (one.kind === 'together' ? one.actions.length : 1), 0)
    this.#actions += count
    refuseMore(this.#actions, 'actions', mostActions)
    if (!currentReading().count(count)) return
    this.#add({ kind: 'act', actions })
    for (const action of actions) this.#announce(action)
  }

  /** It examines the events since the latest block of `When`s began (all events, before the first `When`). */
  expect(expectation: Expectation): void {
    this.#add({ kind: 'expect', expectation })
  }

  /** The text of the Gherkin step. */
  get step(): string {
    return this.#text
  }

  /** The numbers of writers and readers that the actions so far announce. */
  get announced(): Announced {
    return this.#announced
  }

  /** The scenario ends. */
  end(pickleId: string): void {
    currentReading().steps.set(pickleId, this.#steps)
  }

  #add(step: CaseStep): void {
    this.#steps.push({ ...step, text: this.#text, beginsBlock: this.#beginsBlock })
    this.#beginsBlock = false
  }

  #announce(action: Action): void {
    if (action.kind !== 'ask') return
    if (action.message.type === 'SetWriterPartitions') {
      this.#announced = { ...this.#announced, writers: action.message.numPartitions }
    }
    if (action.message.type === 'SetReaderPartitions') {
      this.#announced = { ...this.#announced, readers: action.message.numPartitions }
    }
  }
}
