import { relative, sep } from 'node:path'
import { Writable } from 'node:stream'
import { type IRunOptions, loadConfiguration, loadSupport, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { packageRoot } from '../package-root.ts'
import { readFeaturePlace } from './feature-place.ts'

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
  readonly features?: readonly string[]
}

/**
 * Reads the features with Cucumber: their steps write down what the kit is to do, and do nothing else. Passes each message on, and
 * returns Cucumber's complaints. Cucumber's own settings in the environment have no effect, so nothing is published.
 */
export async function readFeatures(
  { tags, features }: Selection,
  onEnvelope: (envelope: Envelope) => void,
): Promise<readonly string[]> {
  // Cucumber would read absolute paths as globs, so all paths are relative to the package.
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: features === undefined ? ['features/**/*.feature'] : features.flatMap(pathsFromPackage),
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
      cwd: packageRoot,
      // The kit writes to the terminal itself.
      stdout: intoNothing(),
      stderr: into(complaints),
      env: environment,
    },
    onEnvelope,
  )
  return complaints
}

/**
 * Cucumber reads a path as a glob, but compares the path before `:LINE` with the name of the file. So a name with special characters
 * is given twice: escaped, to be found, and with its lines, to be compared.
 */
function pathsFromPackage(place: string): readonly string[] {
  const { file, lines } = readFeaturePlace(place)
  const path = relative(packageRoot, file).replaceAll(sep, '/')
  // A class of one character is that character, except `!`, which negates a class.
  const escaped = path.replaceAll(/[[\]{}()*?+@]/g, '[$&]')
  return lines === '' || escaped === path ? [`${escaped}${lines}`] : [escaped, `${path}${lines}`]
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
