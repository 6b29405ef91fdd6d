import type { PickleStep } from '@cucumber/messages'
import { parse } from '@cucumber/tag-expressions'
import { type Role, roles } from '../../src/contract/roles.ts'
import { counted } from '../counted.ts'
import { SuiteError, textOf, UsageError } from '../errors.ts'
import { type FeaturePickle, picklesIn, readPickles } from '../feature-files/feature-pickles.ts'
import { type FeatureSource, placesLeftOut, readFeatureSources } from '../feature-files/feature-sources.ts'
import { placeIn } from '../input/read-file.ts'
import { echoed } from '../visible.ts'
import { caseId, distinctIds } from './case-content.ts'
import { mistakenTags } from './mistaken-tags.ts'
import type { CaseStep, PlacedScenario, PlannedCase } from './planned-case.ts'
import { placed } from './read-scenarios.ts'
import { ActionCount, type FeatureStep, readSteps } from './read-steps.ts'
import { type Below, phrasesOf } from './step-phrases.ts'
import { suiteFeatures } from './suite-features.ts'

/** A tag expression cannot be read. */
export class TagExpressionError extends UsageError {
  override readonly name = 'TagExpressionError'
}

/**
 * The scenarios that a tag expression selects, of the suite or of other feature files, in the order of the features. Gherkin reads
 * them; the phrasebook turns each step into data.
 *
 * @throws SuiteError, TagExpressionError
 */
export async function planSuite(tags: string, features?: readonly string[]): Promise<readonly PlannedCase[]> {
  const isSelected = tagFilter(tags)
  const sources = features === undefined ? undefined : readFeatureSources(features)
  const files =
    sources?.map(({ name, document, lines }) => ({ ...picklesIn(name, document), lines })) ??
    suiteFeatures().map(({ name, text }) => ({ ...readPickles(name, text), lines: [] }))
  const selected = files.flatMap(({ pickles, lines }) =>
    pickles.filter((pickle) => isSelected(pickle.tags) && isPlaced(pickle, lines)),
  )
  const known = selected.map((pickle) => ({ pickle, ...knownSteps(pickle) }))
  const count = new ActionCount()
  const read = known.map(({ pickle, steps, mistakes }) => ({
    pickle,
    // Of a scenario with unknown phrases only those are told.
    steps: mistakes.length > 0 ? ({ kind: 'read', steps: [] } as const) : readSteps(steps, count),
  }))
  refuse([
    ...files.flatMap(({ mistakes }) => mistakes),
    ...known.flatMap(({ mistakes }) => mistakes),
    ...read.flatMap(({ pickle, steps }) =>
      steps.kind === 'read' ? [] : [`${placeIn(pickle.file, steps.line)}: ${steps.reason}`],
    ),
  ])
  const cases = read.map(({ pickle, steps }) => ({
    scenario: placed(pickle) ?? noRole(pickle),
    steps: steps.kind === 'read' ? steps.steps : [],
  }))
  refuseLeftOut(sources ?? [], cases, tags)
  refuse(cases.flatMap(mistakesIn))
  const ids = distinctIds(
    cases.map(({ scenario: { role, requirements }, steps }) => caseId({ role, requirements, steps })),
  )
  return cases.map(({ scenario, steps }, at) => ({ scenario: { id: ids[at] ?? '', ...scenario }, steps }))
}

/** A longer expression could nest so deep that it cannot be evaluated. The tags of all requirements take 4,000 characters. */
const mostTagCharacters = 20_000

/** @throws TagExpressionError */
function tagFilter(tags: string): (tags: readonly string[]) => boolean {
  if (tags === '') return () => true
  if (tags.length > mostTagCharacters) {
    const allowed = `${mostTagCharacters.toLocaleString('en')} characters (${tags.length.toLocaleString('en')} were given)`
    throw new TagExpressionError(`--tags ${echoed(tags)}: a tag expression of at most ${allowed} is wanted`)
  }
  try {
    const expression = parse(tags)
    return (own) => expression.evaluate([...own])
  } catch (error) {
    throw new TagExpressionError(`--tags ${echoed(tags)}: not a tag expression: ${echoed(textOf(error), 300)}`)
  }
}

function isPlaced({ lines }: FeaturePickle, wanted: readonly number[]): boolean {
  return wanted.length === 0 || wanted.some((line) => lines.includes(line))
}

/** The steps with their phrases, and the steps that have no phrase or several, one line each. */
function knownSteps(pickle: FeaturePickle): {
  readonly steps: readonly FeatureStep[]
  readonly mistakes: readonly string[]
} {
  // Gherkin reads a misspelt keyword as a description, and the scenario would pass without a step.
  if (pickle.steps.length === 0) {
    return { steps: [], mistakes: [`${placeIn(pickle.file, pickle.line)}: the scenario has no steps`] }
  }
  const mistakes: string[] = []
  const steps = pickle.steps.flatMap((step): readonly FeatureStep[] => {
    const line = pickle.lineOf(step)
    const [phrase, ...others] = phrasesOf(step.text)
    const complain = (what: string) => {
      mistakes.push(`${placeIn(pickle.file, line)}: ${what} "${echoed(step.text)}"`)
      return []
    }
    if (phrase === undefined) return complain('no phrase matches')
    if (others.length > 0) return complain('more than one phrase matches')
    const below = belowOf(step)
    if (below.kind !== phrase.below) return complain(`${wantedBelow[phrase.below]} below`)
    const { text, type = 'Unknown' } = step
    return [{ text, type, rows: below.rows, docString: below.text, line, phrase }]
  })
  return { steps, mistakes }
}

const wantedBelow: Readonly<Record<Below, string>> = {
  nothing: 'neither a table nor a text is wanted',
  table: 'a table is wanted',
  text: 'a text between two lines of """ is wanted',
}

function belowOf({ argument }: PickleStep): {
  readonly kind: Below
  readonly rows: readonly string[]
  readonly text: string
} {
  if (argument?.dataTable !== undefined) {
    return { kind: 'table', rows: argument.dataTable.rows.map(({ cells }) => cells[0]?.value ?? ''), text: '' }
  }
  return argument?.docString === undefined
    ? { kind: 'nothing', rows: [], text: '' }
    : { kind: 'text', rows: [], text: argument.docString.content }
}

/** A case before it has an id. */
interface Read {
  readonly scenario: PlacedScenario
  readonly steps: PlannedCase['steps']
}

/** If nothing at all is selected, the caller says so. */
function refuseLeftOut(sources: readonly FeatureSource[], cases: readonly Read[], tags: string): void {
  const [leftOut] = placesLeftOut(
    sources,
    cases.map(({ scenario }) => scenario),
  )
  if (leftOut !== undefined && cases.length > 0) {
    throw new UsageError(`${leftOut}: selects nothing (${echoed(tags)} leaves out all scenarios of this place)`)
  }
}

function mistakesIn({ scenario: { role, tags, file, line }, steps }: Read): readonly string[] {
  const place = placeIn(file, line)
  const inTags = mistakenTags({ role, tags, opened: openedBy(steps) }).map((mistake) => `${place}: ${mistake}`)
  // A scenario without an expectation cannot fail.
  return steps.some(({ kind }) => kind === 'expect')
    ? inTags
    : [...inTags, `${place}: the scenario expects nothing (a Then is wanted)`]
}

const openedBy = (steps: readonly CaseStep[]): Role | undefined =>
  steps.flatMap((step) => (step.kind === 'open' ? [step.opening.role] : []))[0]

/** The first of several problems says enough of a file that is wrong throughout. */
const mostProblems = 20

function refuse(problems: readonly string[]): void {
  const distinct = [...new Set(problems)]
  const left = distinct.length - mostProblems
  const shown = left > 0 ? [...distinct.slice(0, mostProblems), `… and ${counted(left, 'other mistake')}`] : distinct
  if (shown.length > 0) throw new SuiteError(shown.join('\n'))
}

function noRole({ file, line, name }: FeaturePickle): never {
  throw new SuiteError(
    `${placeIn(file, line)}: the scenario "${echoed(name)}" has no tag of a role (one of ${roles.map((role) => `@${role}`).join(', ')} is wanted)`,
  )
}
