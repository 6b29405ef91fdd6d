import type { Envelope, GherkinDocument, TestCase, TestCaseFinished } from '@cucumber/messages'
import { Query } from '@cucumber/query'
import { type Role, roles } from '../../src/contract/roles.ts'
import { SuiteError, UsageError } from '../errors.ts'
import { editionOf } from '../requirements/edition.ts'
import { caseId, distinctIds } from './case-content.ts'
import { runFeatures } from './cucumber.ts'
import { mistakenTags } from './mistaken-tags.ts'
import { Session, withSession } from './session.ts'
import { silentDriver, silentIdentity } from './silent-driver.ts'
import { requirementsIn } from './tags.ts'

/** One scenario of the features, with the identity of its content. */
export interface Scenario extends PlacedScenario {
  /** The digest of its actions, expectations, role and requirements. Place and words do not matter. */
  readonly id: string
}

/** One scenario of the features. */
export interface PlacedScenario {
  readonly name: string
  readonly feature: string
  readonly rule: string | undefined
  readonly role: Role
  readonly requirements: readonly string[]
  readonly tags: readonly string[]
  /** `features/…/x.feature`, relative to the package. */
  readonly file: string
  readonly line: number
}

/** A tag expression cannot be read. */
export class TagExpressionError extends UsageError {
  override readonly name = 'TagExpressionError'
}

/**
 * The scenarios that a tag expression selects, of the suite or of other feature files, in the order of the run.
 *
 * @throws SuiteError, TagExpressionError
 */
export async function planSuite(tags: string, features?: readonly string[]): Promise<readonly Scenario[]> {
  const catalogue = new Catalogue()
  const which = features === undefined ? {} : { features }
  // The scenarios run on a driver without events, and each expectation counts as met: this resolves their phrases.
  const session = new Session(silentDriver, silentIdentity, editionOf('document'), true)
  const unread: string[] = []
  const complaints = await withSession(session, () =>
    runFeatures({ tags, dryRun: false, reports: {}, ...which }, (envelope) => {
      catalogue.update(envelope)
      if (envelope.testCaseFinished === undefined) return
      const finished = catalogue.finished(envelope.testCaseFinished)
      if (finished?.status !== 'FAILED') return
      unread.push(`${finished.scenario.file}:${finished.scenario.line}: ${finished.message}`)
    }),
  ).catch((error: unknown) => {
    // Cucumber wraps the error of its parser of tag expressions.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
    if (cause === undefined || error instanceof SuiteError) throw error
    throw new TagExpressionError(`--tags ${tags}: not a tag expression: ${cause.message}`)
  })
  const problems = [...complaints, ...catalogue.problems(), ...unread]
  if (problems.length > 0) throw new SuiteError(problems.join('\n'))
  const placed = catalogue.scenarios()
  const mistaken = placed.flatMap(([pickleId, { role, tags: own, file, line }]) => {
    const [first] = session.cases.get(pickleId)?.trace ?? []
    const opened = first?.kind === 'opened' ? first.opening.role : undefined
    return mistakenTags({ role, tags: own, opened }).map((mistake) => `${file}:${line}: ${mistake}`)
  })
  if (mistaken.length > 0) throw new SuiteError(mistaken.join('\n'))
  // A scenario without an expectation cannot fail.
  const empty = placed.filter(([pickleId]) => (session.cases.get(pickleId)?.checked.length ?? 0) === 0)
  if (empty.length > 0) {
    throw new SuiteError(
      empty.map(([, { file, line }]) => `${file}:${line}: the scenario expects nothing (a Then is wanted)`).join('\n'),
    )
  }
  const ids = distinctIds(
    placed.map(([pickleId, { role, requirements }]) => {
      const { trace, checked } = session.cases.get(pickleId) ?? { trace: [], checked: [] }
      return caseId({ role, requirements, trace, checked })
    }),
  )
  return placed.map(([, scenario], at) => ({ id: ids[at] ?? '', ...scenario }))
}

/** Collects Cucumber's messages into scenarios. */
export class Catalogue {
  readonly #query = new Query()
  readonly #selected: TestCase[] = []
  readonly #withoutRows: string[] = []
  #byPickle: ReadonlyMap<string, PlacedScenario> | undefined

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
        role: roles.find((role) => tags.includes(`@${role}`)) ?? noRole(pickle.uri, pickle.name),
        requirements: requirementsIn(tags),
        tags,
        file: pickle.uri,
        line: this.#query.findLocationOf(pickle)?.line ?? 0,
      }
      return [[id, scenario] as const]
    })
  }

  /** The scenario that has finished, with its status. */
  finished(element: TestCaseFinished) {
    const pickleId = this.#query.findPickleBy(element)?.id
    this.#byPickle ??= new Map(this.scenarios())
    const scenario = pickleId === undefined ? undefined : this.#byPickle.get(pickleId)
    if (pickleId === undefined || scenario === undefined) return undefined
    const worst = this.#query.findMostSevereTestStepResultBy(element)
    return { scenario, pickleId, status: worst?.status ?? 'PASSED', message: worst?.message ?? '' }
  }

  /** The mistakes in the features themselves, one line per mistake. */
  problems(): readonly string[] {
    const place = (testCase: { readonly pickleId: string }) => {
      const pickle = this.#query.findAllPickles().find(({ id }) => id === testCase.pickleId)
      return pickle === undefined ? '?' : `${pickle.uri}:${this.#query.findLocationOf(pickle)?.line ?? 0}`
    }
    const unknown = this.#selected.flatMap((testCase) => {
      const steps = testCase.testSteps.filter((step) => step.pickleStepId !== undefined)
      // Gherkin reads a misspelt keyword as a description, and the scenario would pass without a step.
      if (steps.length === 0) return [`${place(testCase)}: the scenario has no steps`]
      return steps.flatMap((step) => {
        const meanings = step.stepDefinitionIds?.length ?? 0
        if (meanings === 1) return []
        const text = this.#query.findPickleStepBy(step)?.text ?? ''
        return [
          `${place(testCase)}: ${meanings === 0 ? 'no phrase matches' : 'more than one phrase matches'} "${text}"`,
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
    .map(({ location }) => `${uri ?? '?'}:${location.line}: the examples of the outline have no rows`)
}

function noRole(file: string, name: string): never {
  throw new SuiteError(
    `${file}: the scenario "${name}" has no tag of a role (one of ${roles.map((role) => `@${role}`).join(', ')} is wanted)`,
  )
}
