import { relative, sep } from 'node:path'
import { Writable } from 'node:stream'
import { type IRunOptions, loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { packageRoot } from '../package-root.ts'

/** Whether this runs from the source: then the steps do, too. */
const fromSource = import.meta.url.endsWith('.ts')

type Support = Awaited<ReturnType<typeof runCucumber>>['support']

// The step files are loaded once: a second import of a module runs nothing, so later runs are given the first one's.
let support: Support | undefined

/** What of the suite is to be run, and where cucumber's own formatters write to (absolute path → formatter). */
export interface CucumberRun {
  readonly tags: string
  readonly dryRun: boolean
  /** Feature files to be run instead of the suite's. */
  readonly features?: readonly string[]
  readonly reports: Readonly<Record<string, string>>
}

/** Runs the features, or only plans to; hands on each message, and answers with what cucumber complained of. */
export async function runFeatures(
  { tags, dryRun, reports, features }: CucumberRun,
  onEnvelope: (envelope: Envelope) => void,
): Promise<readonly string[]> {
  // Absolute paths would be taken for globs, so all are relative to the package.
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: features === undefined ? ['features/**/*.feature'] : features.map(pathFromPackage),
        import: fromSource ? ['features/**/*.ts'] : ['dist/features/**/*.js'],
        tags,
        dryRun,
        formatOptions: { junit: { suiteName: 'continuous-write-conformance' } },
        format: ['message', ...Object.entries(reports).map(([file, format]): [string, string] => [format, file])],
      },
    },
    { cwd: packageRoot },
  )
  const complaints: string[] = []
  const options: IRunOptions = support === undefined ? runConfiguration : { ...runConfiguration, support }
  const result = await runCucumber(
    options,
    {
      cwd: packageRoot,
      // What is seen on the terminal is ours; nothing is ever published.
      stdout: intoNothing(),
      stderr: into(complaints),
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CUCUMBER_'))),
    },
    onEnvelope,
  )
  support = result.support
  return complaints
}

/** Cucumber takes a path for a glob, in which a character class of one character is that character; `!` negates a class. */
function pathFromPackage(file: string): string {
  return relative(packageRoot, file)
    .replaceAll(sep, '/')
    .replaceAll(/[[\]{}()*?+@]/g, '[$&]')
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
