import type { Envelope, GherkinDocument, Pickle, TestCase, TestCaseFinished, TestStep } from '@cucumber/messages'
import { Query } from '@cucumber/query'
import { type Role, roles } from '../../src/contract/roles.ts'
import { counted } from '../counted.ts'
import { SuiteError, UsageError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'
import { echoed } from '../visible.ts'
import { caseId, distinctIds } from './case-content.ts'
import { readFeatures } from './cucumber.ts'
import { placesLeftOut, readFeatureSources } from './feature-sources.ts'
import { mistakenTags } from './mistaken-tags.ts'
import type { CaseStep, PlacedScenario, PlannedCase } from './planned-case.ts'
import { collectSteps } from './reading.ts'
import { requirementsIn } from './tags.ts'

/** A tag expression cannot be read. */
export class TagExpressionError extends UsageError {
  override readonly name = 'TagExpressionError'
}

/**
 * The scenarios that a tag expression selects, of the suite or of other feature files, in the order of the features. Cucumber reads
 * them; the phrasebook turns each step into data.
 *
 * @throws SuiteError, TagExpressionError
 */
export async function planSuite(tags: string, features?: readonly string[]): Promise<readonly PlannedCase[]> {
  const catalogue = new Catalogue()
  const unread: string[] = []
  const sources = features === undefined ? undefined : readFeatureSources(features)
  const which = sources === undefined ? {} : { features: sources }
  const { steps: stepsOf, result: complaints } = await collectSteps(() =>
    readFeatures({ tags, ...which }, (envelope) => {
      catalogue.update(envelope)
      if (envelope.testCaseFinished === undefined) return
      const problem = catalogue.problemOf(envelope.testCaseFinished)
      if (problem !== undefined) unread.push(problem)
    }),
  ).catch((error: unknown) => {
    // Cucumber wraps the error of its parser of tag expressions.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
    if (cause === undefined || error instanceof SuiteError) throw error
    throw new TagExpressionError(`--tags ${echoed(tags)}: not a tag expression: ${echoed(cause.message, 300)}`)
  })
  refuse([...complaints, ...catalogue.problems(), ...unread])
  const selected = catalogue.scenarios()
  const [leftOut] = placesLeftOut(
    sources ?? [],
    selected.map(([, placed]) => placed),
  )
  // If nothing at all is selected, the caller says so.
  if (leftOut !== undefined && selected.length > 0) {
    throw new UsageError(`${leftOut}: selects nothing (${echoed(tags)} leaves out all scenarios of this place)`)
  }
  const read = selected.map(([pickleId, placed]) => ({ placed, steps: stepsOf.get(pickleId) ?? [] }))
  refuse(
    read.flatMap(({ placed: { role, tags: own, file, line }, steps }) =>
      mistakenTags({ role, tags: own, opened: openedBy(steps) }).map((mistake) => `${placeIn(file, line)}: ${mistake}`),
    ),
  )
  // A scenario without an expectation cannot fail.
  const empty = read.filter(({ steps }) => !steps.some(({ kind }) => kind === 'expect'))
  refuse(
    empty.map(
      ({ placed: { file, line } }) => `${placeIn(file, line)}: the scenario expects nothing (a Then is wanted)`,
    ),
  )
  const ids = distinctIds(
    read.map(({ placed: { role, requirements }, steps }) => caseId({ role, requirements, steps })),
  )
  return read.map(({ placed, steps }, at) => ({ scenario: { id: ids[at] ?? '', ...placed }, steps }))
}

/** The first of several problems says enough of a file that is wrong throughout. */
const mostProblems = 20

function refuse(problems: readonly string[]): void {
  const distinct = [...new Set(problems)]
  const left = distinct.length - mostProblems
  const shown = left > 0 ? [...distinct.slice(0, mostProblems), `… and ${counted(left, 'other mistake')}`] : distinct
  if (shown.length > 0) throw new SuiteError(shown.join('\n'))
}

const openedBy = (steps: readonly CaseStep[]): Role | undefined =>
  steps.flatMap((step) => (step.kind === 'open' ? [step.opening.role] : []))[0]

/** Collects Cucumber's messages into scenarios. */
export class Catalogue {
  readonly #query = new Query()
  readonly #selected: TestCase[] = []
  readonly #withoutRows: string[] = []

  update(envelope: Envelope): void {
    this.#query.update(envelope)
    if (envelope.testCase !== undefined) this.#selected.push(envelope.testCase)
    if (envelope.gherkinDocument !== undefined) this.#withoutRows.push(...outlinesWithoutRows(envelope.gherkinDocument))
  }

  /** The selected scenarios by the id of their pickle, in the order of the run. */
  scenarios(): readonly (readonly [string, PlacedScenario])[] {
    const pickles = new Map(this.#query.findAllPickles().map((pickle) => [pickle.id, pickle]))
    return this.#selected.flatMap(({ pickleId: id }) => {
      const pickle = pickles.get(id)
      if (pickle === undefined) return []
      const lineage = this.#query.findLineageBy(pickle)
      const tags = pickle.tags.map((tag) => tag.name)
      const scenario: PlacedScenario = {
        name: pickle.name,
        feature: lineage?.feature?.name ?? '',
        rule: lineage?.rule?.name,
        role: roles.find((role) => tags.includes(`@${role}`)) ?? noRole(this.#placeOf(pickle), pickle.name),
        requirements: requirementsIn(tags),
        tags,
        file: pickle.uri,
        line: this.#query.findLocationOf(pickle)?.line ?? 0,
      }
      return [[id, scenario] as const]
    })
  }

  /** The reason for which a phrase of the finished scenario could not be turned into data, with its place. */
  problemOf(element: TestCaseFinished): string | undefined {
    const pickle = this.#query.findPickleBy(element)
    const failed = this.#query
      .findTestStepsFinishedBy(element)
      .find(({ testStepResult }) => testStepResult.status === 'FAILED')
    if (failed === undefined) return undefined
    const { exception, message = '' } = failed.testStepResult
    const reason = exception?.message ?? message.split('\n', 1).join('')
    const step = this.#query.findTestStepBy(failed)
    return `${this.#placeOf(pickle, step)}: ${reason}`
  }

  /** The place of a step or, without one, of the scenario. */
  #placeOf(pickle: Pickle | undefined, step?: TestStep): string {
    if (pickle === undefined) return '?'
    const pickleStep = step === undefined ? undefined : this.#query.findPickleStepBy(step)
    const location = pickleStep === undefined ? undefined : this.#query.findStepBy(pickleStep)?.location
    return placeIn(pickle.uri, (location ?? this.#query.findLocationOf(pickle))?.line ?? 0)
  }

  /** The mistakes in the features themselves, one line per mistake. */
  problems(): readonly string[] {
    const pickles = new Map(this.#query.findAllPickles().map((pickle) => [pickle.id, pickle]))
    const unknown = this.#selected.flatMap((testCase) => {
      const pickle = pickles.get(testCase.pickleId)
      const steps = testCase.testSteps.filter((step) => step.pickleStepId !== undefined)
      // Gherkin reads a misspelt keyword as a description, and the scenario would pass without a step.
      if (steps.length === 0) return [`${this.#placeOf(pickle)}: the scenario has no steps`]
      return steps.flatMap((step) => {
        const meanings = step.stepDefinitionIds?.length ?? 0
        if (meanings === 1) return []
        const text = this.#query.findPickleStepBy(step)?.text ?? ''
        return [
          `${this.#placeOf(pickle, step)}: ${meanings === 0 ? 'no phrase matches' : 'more than one phrase matches'} "${echoed(text)}"`,
        ]
      })
    })
    return [...this.#withoutRows, ...unknown]
  }
}

/** Outlines from which Gherkin makes no scenario: they would vanish without a word. */
function outlinesWithoutRows({ uri, feature }: GherkinDocument): readonly string[] {
  const scenarios = (feature?.children ?? []).flatMap(({ scenario, rule }) =>
    [scenario, ...(rule?.children ?? []).map((child) => child.scenario)].flatMap((one) => one ?? []),
  )
  return scenarios
    .filter(({ examples }) => examples.some(({ tableBody }) => tableBody.length === 0))
    .map(({ location }) => `${placeIn(uri ?? '?', location.line)}: the examples of the outline have no rows`)
}

function noRole(place: string, name: string): never {
  throw new SuiteError(
    `${place}: the scenario "${echoed(name)}" has no tag of a role (one of ${roles.map((role) => `@${role}`).join(', ')} is wanted)`,
  )
}
