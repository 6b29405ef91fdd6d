import { compile } from '@cucumber/gherkin'
import { type GherkinDocument, IdGenerator, type Pickle, type PickleStep } from '@cucumber/messages'
import { SuiteError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'
import { gherkinMistake } from './gherkin-mistakes.ts'
import { parseGherkin } from './parse-gherkin.ts'

/** A scenario as Gherkin reads it: each row of an outline is one. */
export interface FeaturePickle {
  readonly file: string
  readonly feature: string
  readonly rule: string | undefined
  readonly name: string
  readonly tags: readonly string[]
  readonly steps: readonly PickleStep[]
  /** The line of the scenario or, in an outline, of its row. */
  readonly line: number
  /** The lines that select it: its own, and that of its outline. */
  readonly lines: readonly number[]
  /** The line of a step. */
  lineOf(step: PickleStep): number
}

/** A feature file that was read. */
export interface FeatureFile {
  readonly pickles: readonly FeaturePickle[]
  /** Mistakes that Gherkin passes over, one line each. */
  readonly mistakes: readonly string[]
}

/** Reads the text of a feature file of the suite. @throws SuiteError with FILE:LINE:COLUMN if Gherkin cannot */
export function readPickles(file: string, text: string): FeatureFile {
  return picklesIn(file, parse(file, text))
}

function parse(file: string, text: string): GherkinDocument {
  try {
    return parseGherkin(text)
  } catch (error) {
    throw new SuiteError(gherkinMistake(file, text, error))
  }
}

/** The scenarios of a feature file that Gherkin has read. */
export function picklesIn(file: string, document: GherkinDocument): FeatureFile {
  const lines = linesOf(document)
  const rules = (document.feature?.children ?? []).flatMap(({ rule }) => (rule === undefined ? [] : [rule]))
  const pickles = compile({ ...document, uri: file }, file, IdGenerator.incrementing()).map(
    (pickle: Pickle): FeaturePickle => {
      const own = pickle.astNodeIds.map((id) => lines.get(id) ?? 0)
      const line = own.at(-1) ?? 0
      return {
        file,
        feature: document.feature?.name ?? '',
        rule: rules.findLast((rule) => rule.location.line < line)?.name,
        name: pickle.name,
        tags: pickle.tags.map(({ name }) => name),
        steps: pickle.steps,
        line,
        lines: own,
        lineOf: ({ astNodeIds }) => lines.get(astNodeIds[0] ?? '') ?? line,
      }
    },
  )
  return { pickles, mistakes: outlinesWithoutRows(file, document) }
}

/** The lines of scenarios, rows and steps, by their ids. */
function linesOf(document: GherkinDocument): ReadonlyMap<string, number> {
  const parts = partsOf(document)
  const steps = parts.flatMap(({ background, scenario }) => [...(background?.steps ?? []), ...(scenario?.steps ?? [])])
  const scenarios = scenariosOf(document)
  const rows = scenarios.flatMap(({ examples }) => examples.flatMap(({ tableBody }) => tableBody))
  return new Map([...steps, ...scenarios, ...rows].map(({ id, location }) => [id, location.line]))
}

const partsOf = ({ feature }: GherkinDocument) =>
  (feature?.children ?? []).flatMap((child) => (child.rule === undefined ? [child] : child.rule.children))

const scenariosOf = (document: GherkinDocument) => partsOf(document).flatMap(({ scenario }) => scenario ?? [])

/** Outlines from which Gherkin makes no scenario: they would vanish without a word. */
function outlinesWithoutRows(file: string, document: GherkinDocument): readonly string[] {
  return scenariosOf(document)
    .filter(({ examples }) => examples.some(({ tableBody }) => tableBody.length === 0))
    .map(({ location }) => `${placeIn(file, location.line)}: the examples of the outline have no rows`)
}
