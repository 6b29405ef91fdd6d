import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { type IRunOptions, loadConfiguration, loadSupport, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { UsageError } from '../errors.ts'
import { placeIn, reasonOf } from '../input/read-file.ts'
import { packageRoot } from '../package-root.ts'
import type { FeatureSource } from './feature-sources.ts'

/** Whether this runs from the source. Then the steps do, too. */
const fromSource = import.meta.url.endsWith('.ts')

const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CUCUMBER_')))

type Support = Awaited<ReturnType<typeof runCucumber>>['support']

// The step files are loaded once. A second import of a module runs nothing, so later runs reuse the support code of the first.
let support: Support | undefined

/** The part of the suite to read. */
export interface Selection {
  readonly tags: string
  /** Feature files instead of the suite. */
  readonly features?: readonly FeatureSource[]
}

/**
 * Reads the features with Cucumber: their steps write down what the kit is to do, and do nothing else. Passes each message on, and
 * returns Cucumber's complaints. Cucumber's own settings in the environment have no effect, so nothing is published.
 *
 * @throws UsageError if the features of the user cannot be copied
 */
export async function readFeatures(
  { tags, features }: Selection,
  onEnvelope: (envelope: Envelope) => void,
): Promise<readonly string[]> {
  const { paths, cwd, nameOf, dispose } = pathsOf(features)
  try {
    const { runConfiguration } = await loadConfiguration(
      {
        file: false,
        provided: {
          paths: [...paths],
          import: fromSource ? ['features/**/*.ts'] : ['dist/features/**/*.js'],
          tags,
          publish: false,
        },
      },
      { cwd: packageRoot, env: environment },
    )
    const complaints: string[] = []
    // Loaded by itself, so that it is there for the next run even if this one fails by its tags.
    support ??= await loadSupport(runConfiguration, { cwd: packageRoot, env: environment, stderr: into(complaints) })
    const options: IRunOptions = { ...runConfiguration, support }
    await runCucumber(
      options,
      {
        cwd,
        // The kit writes to the terminal itself.
        stdout: intoNothing(),
        stderr: into(complaints),
        env: environment,
      },
      (envelope) => onEnvelope(named(envelope, nameOf)),
    )
    return complaints
  } finally {
    dispose()
  }
}

/** What Cucumber reads: paths as globs, below a folder. */
interface Paths {
  readonly paths: readonly string[]
  readonly cwd: string
  /** The name in reports of a file that Cucumber has read. */
  nameOf(path: string): string
  dispose(): void
}

/**
 * Cucumber reads paths as globs, and no escape keeps it from every character that a name may have. So files of the user are copied
 * under plain names: what Cucumber reads is the text that was checked.
 */
function pathsOf(features: readonly FeatureSource[] | undefined): Paths {
  const inPackage = { cwd: packageRoot, nameOf: (path: string) => path, dispose: () => undefined }
  if (features === undefined) return { paths: ['features/**/*.feature'], ...inPackage }
  const withLines = (path: string, { lines }: FeatureSource) => [path, ...lines].join(':')
  if (features.every(({ isOfSuite }) => isOfSuite)) {
    return { paths: features.map((one) => withLines(one.name, one)), ...inPackage }
  }
  const folder = temporaryFolder()
  const dispose = () => rmSync(folder, { recursive: true, force: true })
  try {
    const names = new Map<string, string>()
    const paths = features.map((one, at) => {
      const path = `${at}.feature`
      writeFileSync(join(folder, path), one.text)
      names.set(path, one.name)
      return withLines(path, one)
    })
    return { paths, cwd: folder, nameOf: (path) => names.get(path) ?? path, dispose }
  } catch (error) {
    dispose()
    throw cannotCopy(error)
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'cwc-features-'))
  } catch (error) {
    throw cannotCopy(error)
  }
}

const cannotCopy = (error: unknown) =>
  new UsageError(
    `${placeIn(tmpdir())}: the features cannot be copied there: ${reasonOf(error)} (TMPDIR names another folder)`,
  )

/** The message, with the name of the file instead of the path that Cucumber has read. */
function named(envelope: Envelope, nameOf: (path: string) => string): Envelope {
  const { source, gherkinDocument, pickle } = envelope
  if (source !== undefined) return { source: { ...source, uri: nameOf(source.uri) } }
  if (pickle !== undefined) return { pickle: { ...pickle, uri: nameOf(pickle.uri) } }
  if (gherkinDocument?.uri === undefined) return envelope
  return { gherkinDocument: { ...gherkinDocument, uri: nameOf(gherkinDocument.uri) } }
}

function intoNothing(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

function into(lines: string[]): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk).trimEnd())
      done()
    },
  })
}
