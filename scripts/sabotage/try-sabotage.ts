import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageRoot } from '../../conformance/package-root.ts'
import { type Sabotage, sabotaged } from './sabotage.ts'

/** What the tests say of a sabotage. */
export type Outcome =
  /** Its first failing test, by its full title. */
  | { readonly kind: 'red'; readonly title: string }
  /** No test fails. */
  | { readonly kind: 'green' }
  /** No test ran, or something else failed: a fault that prevents a file from being loaded says nothing about its tests. */
  | { readonly kind: 'no-verdict'; readonly says: string }

/** Copies the working tree, without what git ignores, into the folder. It shares the installed packages. */
export function copyTree(folder: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: packageRoot,
    encoding: 'utf8',
  })
  for (const file of listed.split('\0')) {
    // A file that was removed is listed until the removal is committed.
    if (file === '' || !existsSync(join(packageRoot, file))) continue
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    copyFileSync(join(packageRoot, file), join(folder, file))
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'))
}

/** Puts the fault into the copy, runs the tests that have to fail, and mends the copy. */
export async function trySabotage(folder: string, one: Sabotage): Promise<Outcome> {
  const path = join(folder, one.file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, sabotaged(text, one))
  try {
    return await runTests(folder, [one.test], one.title)
  } finally {
    writeFileSync(path, text)
  }
}

/** Runs files of tests of one project in the copy, up to the first failing test. */
export async function runTests(folder: string, files: readonly string[], title?: string): Promise<Outcome> {
  // As vitest.config.ts says.
  const output = join(folder, 'reports/vitest.json')
  rmSync(output, { force: true })
  const printed = await vitest(folder, [
    ...['--project', projectOf(files[0] ?? ''), '--bail', '1'],
    ...(title === undefined ? [] : ['--testNamePattern', patternOf(title)]),
    ...files,
  ])
  if (!existsSync(output)) return { kind: 'no-verdict', says: printed }
  const { success, numPassedTests, testResults } = JSON.parse(readFileSync(output, 'utf8')) as Results
  const [failed] = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  )
  if (failed !== undefined) return { kind: 'red', title: failed.fullName }
  if (success && numPassedTests > 0) return { kind: 'green' }
  return { kind: 'no-verdict', says: testResults.find(({ message }) => message !== '')?.message ?? printed }
}

/** Vitest looks for the pattern in titles with `>` between their parts; in its results there is a space. */
const patternOf = (title: string) => `^${title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '(?: > | )')}`

/** The part of Vitest's JSON that is looked at. */
interface Results {
  readonly success: boolean
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** The project of `vitest.config.ts` that has the file. */
export const projectOf = (test: string): string => /\.(slow|browser|spark)\.test\.ts$/.exec(test)?.[1] ?? 'unit'

async function vitest(folder: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(folder, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-2_000)
    })
  }
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve(printed))
  })
}
