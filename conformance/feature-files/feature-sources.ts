import { lstatSync, realpathSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { GherkinDocument } from '@cucumber/messages'
import { UsageError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'
import { packageRoot } from '../package-root.ts'
import { echoed } from '../visible.ts'
import { readFeaturePlace } from './feature-place.ts'
import { type FeatureScenario, readFeature, refuseMany } from './read-feature.ts'

/** A feature file that the user named, read and checked. */
export interface FeatureSource {
  /** As reports name it: the path in the package, or else as the user wrote it. */
  readonly name: string
  readonly document: GherkinDocument
  /** The lines of the selected scenarios and rows; empty for all of the file. */
  readonly lines: readonly number[]
  readonly scenarios: readonly FeatureScenario[]
}

/**
 * The feature files of places `FILE` and `FILE:LINE`, each file once: with the lines of all its places, or whole if a place has no
 * line. A path that is not in the working directory is looked up in the package.
 *
 * @throws UsageError with the place that cannot be read, or at whose line no scenario stands
 */
export function readFeatureSources(places: readonly string[]): readonly FeatureSource[] {
  const files = new Map<string, { readonly place: FilePlace; readonly lines: (readonly number[])[] }>()
  for (const place of places.map(findFile)) {
    const found = files.get(place.identity) ?? { place, lines: [] }
    files.set(place.identity, { ...found, lines: [...found.lines, place.lines] })
  }
  const all: FeatureScenario[] = []
  let steps = 0
  return [...files.values()].map(({ place: { path, name }, lines }) => {
    const read = readFeature(path, name)
    all.push(...read.scenarios)
    steps += read.steps
    refuseMany(name, all, steps)
    for (const line of lines.flat()) refuseEmpty(name, line, read.scenarios)
    const isWhole = lines.some((some) => some.length === 0)
    return { name, document: read.document, lines: isWhole ? [] : lines.flat(), scenarios: read.scenarios }
  })
}

interface FilePlace {
  readonly path: string
  readonly name: string
  readonly lines: readonly number[]
  /** Two names of one file have the same. */
  readonly identity: string
}

function findFile(place: string): FilePlace {
  const { file, lines } = readFeaturePlace(place)
  if (!file.endsWith('.feature')) {
    throw new UsageError(
      `"${echoed(place, 300)}": not a feature file (FILE.feature or FILE.feature:LINE is wanted; the command of a driver stands behind --)`,
    )
  }
  const numbers = lines.split(':').filter(Boolean).map(Number)
  if (!numbers.every(Number.isSafeInteger)) {
    throw new UsageError(`${echoed(place, 300)}: no scenario begins in this line (a smaller number is wanted)`)
  }
  const own = resolve(file)
  const path = exists(own) || !exists(resolve(packageRoot, file)) ? own : resolve(packageRoot, file)
  const inPackage = relative(packageRoot, path).split(sep).join('/')
  const isOfSuite = /^features(?:\/[\w-]+)+\.feature$/.test(inPackage)
  return {
    path,
    name: isOfSuite ? inPackage : file,
    lines: numbers,
    identity: realPath(path),
  }
}

/** Whether anything has this path, also a link that leads nowhere: then the message is about this path. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/**
 * The places of which nothing is among the selected scenarios, as `FILE` or `FILE:LINE`: another option leaves out all that stands
 * there.
 */
export function placesLeftOut(
  sources: readonly FeatureSource[],
  selected: readonly { readonly file: string; readonly line: number }[],
): readonly string[] {
  return sources.flatMap(({ name, lines, scenarios }) => {
    const own = new Set(selected.filter(({ file }) => file === name).map(({ line }) => line))
    if (lines.length === 0) return own.size === 0 ? [placeIn(name)] : []
    const rowsOf = (line: number) => scenarios.find((one) => one.line === line)?.rows ?? []
    return lines
      .filter((line) => ![line, ...rowsOf(line)].some((one) => own.has(one)))
      .map((line) => placeIn(name, line))
  })
}

/** Refuses a line at which neither a scenario nor a row of its examples stands, and names the nearest. */
function refuseEmpty(name: string, line: number, scenarios: readonly FeatureScenario[]): void {
  if (scenarios.some((one) => one.line === line || one.rows.includes(line))) return
  const near = [scenarios.findLast((one) => one.line < line), scenarios.find((one) => one.line > line)]
  const words = near.flatMap((one) => (one === undefined ? [] : [`line ${one.line} "${echoed(one.name, 100)}"`]))
  throw new UsageError(`${placeIn(name, line)}: no scenario begins in this line (nearest: ${words.join(', ')})`)
}
