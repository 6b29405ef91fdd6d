import type { GherkinDocument, Scenario } from '@cucumber/messages'
import { tooMany } from '../gherkin/limits.ts'
import { lineAndColumn } from '../input/json-syntax.ts'
import { placeIn, readTextFile, Unreadable } from '../input/read-file.ts'
import { visible } from '../visible.ts'
import { mostOfFeature, mostRows, mostScenarios, mostSteps, mostStepsOfScenario } from './feature-limits.ts'
import { gherkinMistake } from './gherkin-mistakes.ts'
import { parseGherkin } from './parse-gherkin.ts'

/** A scenario or outline of a feature file. */
export interface FeatureScenario {
  readonly name: string
  readonly line: number
  /** The lines of the rows of its examples; none for a scenario without examples. */
  readonly rows: readonly number[]
}

/** A feature file that was read and found to be one. */
export interface FeatureText {
  readonly document: GherkinDocument
  readonly scenarios: readonly FeatureScenario[]
  /** The steps of all its scenarios, those of the background counted for each. */
  readonly steps: number
}

/**
 * A feature file of the user, read by Gherkin, and its scenarios.
 *
 * @throws Unreadable with FILE:LINE:COLUMN if it is no feature file, has no scenario, or asks for more than the kit runs
 */
export function readFeature(file: string, name: string): FeatureText {
  const text = readTextFile(file, mostOfFeature, name)
  refuseControls(text, name)
  const document = parse(text, name)
  const scenarios = scenariosOf(document)
  if (scenarios.length === 0) throw new Unreadable(`${placeIn(name)}: no scenario (at least one is wanted)`)
  const read = scenarios.map(({ scenario }) => ({
    name: scenario.name,
    line: scenario.location.line,
    rows: scenario.examples.flatMap(({ tableBody }) => tableBody.map(({ location }) => location.line)),
  }))
  const steps = scenarios.reduce(
    (sum, { scenario, before }, at) =>
      sum + (before + scenario.steps.length) * (scenario.examples.length === 0 ? 1 : (read[at]?.rows.length ?? 0)),
    0,
  )
  refuseMany(name, read, steps)
  refuseLong(name, scenarios)
  return { document, scenarios: read, steps }
}

/** @throws Unreadable if the files of a run have more scenarios or steps than the kit runs */
export function refuseMany(name: string, scenarios: readonly FeatureScenario[], steps: number): void {
  const count = scenarios.reduce((sum, { rows }) => sum + Math.max(1, rows.length), 0)
  if (count > mostScenarios) throw new Unreadable(`${placeIn(name)}: ${tooMany(count, 'scenarios', mostScenarios)}`)
  if (steps > mostSteps) throw new Unreadable(`${placeIn(name)}: ${tooMany(steps, 'steps', mostSteps)}`)
}

function parse(text: string, name: string): GherkinDocument {
  try {
    return parseGherkin(text)
  } catch (error) {
    throw new Unreadable(gherkinMistake(name, text, error))
  }
}

/** A file with other control characters than tabs and line ends is no text. */
function refuseControls(text: string, name: string): void {
  const control = /[^\P{Cc}\t\n\r]/u.exec(text)
  if (control === null) return
  const { line, column } = lineAndColumn(text, control.index)
  throw new Unreadable(`${placeIn(name, line, column)}: "${visible(control[0])}": not text (a feature is wanted)`)
}

interface Placed {
  readonly scenario: Scenario
  /** The steps of the backgrounds before it. */
  readonly before: number
}

function scenariosOf({ feature }: GherkinDocument): readonly Placed[] {
  const children = feature?.children ?? []
  const stepsBefore = (all: typeof children) => all.reduce((sum, one) => sum + (one.background?.steps.length ?? 0), 0)
  const before = stepsBefore(children)
  return children.flatMap(({ scenario, rule }) => [
    ...(scenario === undefined ? [] : [{ scenario, before }]),
    ...(rule?.children ?? []).flatMap((child) =>
      child.scenario === undefined
        ? []
        : [{ scenario: child.scenario, before: before + stepsBefore(rule?.children ?? []) }],
    ),
  ])
}

function refuseLong(name: string, scenarios: readonly Placed[]): void {
  for (const { scenario, before } of scenarios) {
    const steps = before + scenario.steps.length
    if (steps > mostStepsOfScenario) {
      const place = placeIn(name, scenario.location.line)
      throw new Unreadable(`${place}: ${tooMany(steps, 'steps', mostStepsOfScenario)}`)
    }
    for (const { location, dataTable } of scenario.steps) {
      const rows = dataTable?.rows.length ?? 0
      if (rows > mostRows) throw new Unreadable(`${placeIn(name, location.line)}: ${tooMany(rows, 'rows', mostRows)}`)
    }
  }
}
