import type { Envelope, TestCase, TestCaseFinished } from '@cucumber/messages'
import { Query } from '@cucumber/query'
import { type Role, roles } from '../../src/contract/roles.ts'
import { runFeatures } from './cucumber.ts'

/** One scenario as it stands in the features. */
export interface Scenario {
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

/** The suite has a mistake of its own: a feature that cannot be parsed, a step that nobody understands, a missing tag. */
export class SuiteError extends Error {
  override readonly name = 'SuiteError'
}

/** A tag expression cannot be read. */
export class TagExpressionError extends Error {
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
  const complaints = await runFeatures({ tags, dryRun: true, reports: {}, ...which }, (envelope) =>
    catalogue.update(envelope),
  ).catch((error: unknown) => {
    // Cucumber wraps the error of its parser of tag expressions.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
    if (cause === undefined || error instanceof SuiteError) throw error
    throw new TagExpressionError(`the tag expression ${tags} cannot be read: ${cause.message}`)
  })
  const problems = [...complaints, ...catalogue.problems()]
  if (problems.length > 0) throw new SuiteError(problems.join('\n'))
  return catalogue.scenarios().map(([, scenario]) => scenario)
}

/** The ids in tags such as `@OP-3`. */
export function requirementsIn(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => /^@([A-Z]+-\d+)$/.exec(tag)?.[1] ?? [])
}

/** Gathers cucumber's messages into scenarios. */
export class Catalogue {
  readonly #query = new Query()
  readonly #selected: TestCase[] = []
  #byPickle: ReadonlyMap<string, Scenario> | undefined

  update(envelope: Envelope): void {
    this.#query.update(envelope)
    if (envelope.testCase !== undefined) this.#selected.push(envelope.testCase)
  }

  /** The selected scenarios by the id of their pickle, in the order of the run. */
  scenarios(): readonly (readonly [string, Scenario])[] {
    const pickles = new Map(this.#query.findAllPickles().map((pickle) => [pickle.id, pickle]))
    return this.#selected.flatMap(({ pickleId: id }) => {
      const pickle = pickles.get(id)
      if (pickle === undefined) return []
      const lineage = this.#query.findLineageBy(pickle)
      const tags = pickle.tags.map((tag) => tag.name)
      const scenario: Scenario = {
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

  /** Which scenario has finished, and how. */
  finished(element: TestCaseFinished) {
    const pickleId = this.#query.findPickleBy(element)?.id
    this.#byPickle ??= new Map(this.scenarios())
    const scenario = pickleId === undefined ? undefined : this.#byPickle.get(pickleId)
    if (pickleId === undefined || scenario === undefined) return undefined
    const worst = this.#query.findMostSevereTestStepResultBy(element)
    return { scenario, pickleId, status: worst?.status ?? 'PASSED', message: worst?.message ?? '' }
  }

  /** What is wrong with the features themselves, a line each. */
  problems(): readonly string[] {
    const place = (testCase: { readonly pickleId: string }) => {
      const pickle = this.#query.findAllPickles().find(({ id }) => id === testCase.pickleId)
      return pickle === undefined ? '?' : `${pickle.uri}:${this.#query.findLocationOf(pickle)?.line ?? 0}`
    }
    return this.#selected.flatMap((testCase) => {
      const steps = testCase.testSteps.filter((step) => step.pickleStepId !== undefined)
      // A misspelt keyword is read as description, and the scenario would pass without having done anything.
      if (steps.length === 0) return [`${place(testCase)}: the scenario has no steps`]
      return steps.flatMap((step) => {
        const meanings = step.stepDefinitionIds?.length ?? 0
        if (meanings === 1) return []
        const text = this.#query.findPickleStepBy(step)?.text ?? ''
        return [
          `${place(testCase)}: ${meanings === 0 ? 'nobody understands' : 'more than one step understands'} "${text}"`,
        ]
      })
    })
  }
}

function noRole(file: string, name: string): never {
  throw new SuiteError(`${file}: the scenario "${name}" is tagged with none of the roles ${roles.join(', ')}`)
}
