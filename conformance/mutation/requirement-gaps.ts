import { globSync, readFileSync } from 'node:fs'
import type { Requirement } from '../requirements/requirement.ts'
import { requirementIdsIn } from '../requirements/requirement-ids.ts'
import type { Mutant } from './mutant.ts'

/** The places of the repository that name requirements by their ids. */
export interface References {
  readonly scenarios: readonly {
    readonly file: string
    readonly line: number
    readonly requirements: readonly string[]
  }[]
  readonly mutants: readonly Pick<Mutant, 'name' | 'breaks'>[]
  readonly modelLines: readonly ModelLine[]
}

/** A line of the model whose comment names a requirement. */
export interface ModelLine {
  readonly id: string
  /** The file and the line, `src/reference/operator.ts:40`. */
  readonly place: string
}

/** Where one requirement stands in the repository, and what it still lacks. */
export interface RequirementPlaces {
  readonly id: string
  readonly scenarios: readonly string[]
  readonly mutants: readonly string[]
  readonly modelLines: readonly string[]
  /** One instruction for each missing piece. */
  readonly gaps: readonly string[]
}

/** The places of a requirement. An untestable one needs no scenario, no mutant and no model line. */
export function placesOf({ id, level, role }: Requirement, references: References): RequirementPlaces {
  const scenarios = references.scenarios
    .filter(({ requirements }) => requirements.includes(id))
    .map(({ file, line }) => `${file}:${line}`)
  const mutants = references.mutants.filter(({ breaks }) => breaks.includes(id)).map(({ name }) => name)
  const modelLines = references.modelLines.filter((line) => line.id === id).map(({ place }) => place)
  const gaps = [
    ...(scenarios.length === 0 ? [`${id} has no scenario: tag one in features/${role} with @${id}`] : []),
    ...(mutants.length === 0
      ? [`${id} has no mutant: add one with breaks: ['${id}'] to conformance/mutation/mutants/${role}*.ts`]
      : []),
    ...(modelLines.length === 0
      ? [`${id} has no model line: name it in a comment (// ${id}) where src/reference keeps it`]
      : []),
  ]
  return { id, scenarios, mutants, modelLines, gaps: level === 'untestable' ? [] : gaps }
}

/** The references to ids without a record. Each needs a record, or another id. */
export function danglingReferences(requirements: readonly Requirement[], references: References): readonly string[] {
  const known = new Set(requirements.map(({ id }) => id))
  const named = [
    ...references.scenarios.flatMap(({ file, line, requirements }) =>
      requirements.map((id) => ({ id, by: `${file}:${line}` })),
    ),
    ...references.mutants.flatMap(({ name, breaks }) => breaks.map((id) => ({ id, by: `the mutant "${name}"` }))),
    ...references.modelLines.map(({ id, place }) => ({ id, by: place })),
  ]
  return named
    .filter(({ id }) => !known.has(id))
    .map(
      ({ id, by }) =>
        `${by}: names ${id}, which has no record (correct the id, or add the record to conformance/requirements)`,
    )
}

/** Every line of the model that names a requirement. `root` ends in a slash. */
export function readModelLines(root: string): readonly ModelLine[] {
  const files = globSync('src/reference/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  return files.toSorted().flatMap((file) =>
    readFileSync(`${root}${file}`, 'utf8')
      .split('\n')
      .flatMap((text, at) => requirementIdsIn(text).map((id) => ({ id, place: `${file}:${at + 1}` }))),
  )
}

/** The next free id of a page, and the files that hold its records. */
export interface FreeId {
  readonly id: string
  /** Such as `conformance/requirements/operator.ts`. A page may have two. */
  readonly files: readonly string[]
}

/** By page: the id after its highest one, such as `OP-46`. Ids are never reused. `root` ends in a slash. */
export function nextIds(root: string): readonly FreeId[] {
  const records = globSync('conformance/requirements/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .toSorted()
    .flatMap((file) =>
      [...readFileSync(`${root}${file}`, 'utf8').matchAll(/^ {4}id: '([A-Z]+)-(\d+)',$/gm)].map(
        ([, page = '', number]) => ({ file, page, number: Number(number) }),
      ),
    )
  return [...Map.groupBy(records, ({ page }) => page)].map(([page, of]) => ({
    id: `${page}-${Math.max(...of.map(({ number }) => number)) + 1}`,
    files: [...new Set(of.map(({ file }) => file))],
  }))
}
