import { writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Event } from '../../../src/contract/events.ts'
import { roles } from '../../../src/contract/roles.ts'
import type { Trace } from '../../assertions/trace.ts'
import type { Rerun } from '../../drivers/command-line.ts'
import { rerunOptions } from '../../drivers/rerun-options.ts'
import { textOf, UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { isFile } from '../../files.ts'
import { checkCase } from '../../generated/check-case.ts'
import { stepOf } from '../../generated/counterevidence.ts'
import { smallest } from '../../generated/counterexample.ts'
import type { Driven } from '../../generated/drive-case.ts'
import { observedTrace } from '../../generated/observed-trace.ts'
import { regressionScenario } from '../../generated/regression-scenario.ts'
import { mostOfReport, placeIn, readTextFile, reasonOf } from '../../input/read-file.ts'
import { differences } from '../../oracle/differences.ts'
import { propertiesOf } from '../../properties/role-properties.ts'
import { describeFindingAlone } from '../../report/describe-cause.ts'
import { describeDriven, findingReport } from '../../report/generated-report.ts'
import { textOfLines } from '../../report/lines.ts'
import { paintFor } from '../../report/paint.ts'
import { readReport } from '../../report/read-report.ts'
import type { RunReport } from '../../report/report.ts'
import { sequenceChart } from '../../report/sequence-chart.ts'
import { editionNamed } from '../../requirements/edition.ts'
import { gherkinOf } from '../../shrinking/gherkin.ts'
import { describeBounds } from '../../state-space/describe-bounds.ts'
import { stateSpaceOf } from '../../state-space/roles.ts'
import { readToken } from '../../state-space/token.ts'
import { choosing, type Walk, walk } from '../../state-space/walk.ts'
import { echoed, visible } from '../../visible.ts'
import { chooseDriver } from '../choose-driver.ts'
import { type Started, startDriver } from '../start-driver.ts'

export interface ReproduceOptions {
  readonly driver?: string
  readonly master?: string
  readonly sparkHome?: string
  readonly edition?: string
  readonly shorten?: boolean
  readonly feature?: string
  readonly chart?: string
  readonly timeout: number
  /** Undefined: in colour on a terminal. */
  readonly color?: boolean
}

export async function reproduce(
  word: string,
  command: readonly string[],
  options: ReproduceOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const tokens = tokensIn(word)
  if (tokens.length > 1 && (options.feature ?? options.chart) !== undefined) {
    throw new UsageError(`${placeIn(word)}: contains ${tokens.length} tokens (--feature and --chart want one)`)
  }
  const { feature, chart } = options
  if (feature !== undefined && chart !== undefined && resolve(feature) === resolve(chart)) {
    throw new UsageError(`${placeIn(chart)}: given to --feature and to --chart (two files are wanted)`)
  }
  const choice = chooseDriver(options.driver, command, options)
  const wanted = options.edition === undefined ? undefined : editionNamed(options.edition, '--edition')
  // An unreadable token is reported before the driver is started.
  for (const token of tokens) readToken(token)
  const started = await startDriver(choice, wanted, options.timeout, signal)
  if (started === undefined) return signal.aborted ? exitCodes.ranTooLittle : exitCodes.couldNotRun
  const rerun = { choice, options: rerunOptions({ edition: wanted?.name, timeout: options.timeout }) }
  const codes: ExitCode[] = []
  try {
    for (const token of tokens)
      codes.push(
        signal.aborted ? exitCodes.ranTooLittle : await reproduceOne(token, { ...started, rerun }, options, signal),
      )
  } finally {
    await started.driver
      .shutdown()
      .catch((error: unknown) => console.error(`the driver could not be shut down: ${textOf(error)}`))
  }
  return (
    codes.find((code) => code === exitCodes.doesNotConform) ??
    codes.find((code) => code !== exitCodes.conforms) ??
    exitCodes.conforms
  )
}

async function reproduceOne(
  token: string,
  started: Started & { readonly rerun: Rerun },
  options: ReproduceOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { driver, edition, identity } = started
  const { bounds, choices } = readToken(token)
  const walked = walk(stateSpaceOf(bounds), choosing(choices), edition.deviations)
  const { outcome, driven } = await checkCase(driver, walked, propertiesOf(bounds.role, edition.deviations), edition)
  // A run that was stopped has killed its driver, which is no fault of the driver.
  if (signal.aborted) return exitCodes.ranTooLittle
  const who = `${echoed(identity.implementation.name)} ${echoed(identity.implementation.version)}`.trim()
  console.log(`${describeBounds(bounds)}\n`)
  if (outcome.kind === 'not-supported') {
    console.log(`${who} does not support step ${outcome.at}: ${visible(outcome.reason)}`)
    return exitCodes.ranTooLittle
  }
  if (outcome.kind === 'agrees') {
    console.log(`${describeDriven(walked, driven).join('\n')}\n\n${who} agrees with edition ${edition.name}.`)
    const at = walked.steps.length
    const scenario = {
      walk: walked,
      token,
      at,
      requirements: [],
      name: 'the implementation does what the model does',
      withLogs: false,
      loggedBy: [],
    }
    await keep(options, gherkinOf(scenario), walked, driven)
    return exitCodes.conforms
  }
  const found = { walk: walked, driven, token, against: outcome }
  const shown = options.shorten === true ? await smallest({ ...started, signal }, found) : found
  if (!('token' in shown)) {
    const [first, second] = [shown.first, shown.second].map((one) => describeDriven(shown.walk, one).join('\n'))
    console.log(
      `${who} is not deterministic: one case was run twice, with two results. The first time:\n\n${first}\n\nThe second time:\n\n${second}`,
    )
    return exitCodes.doesNotConform
  }
  const scenario = regressionScenario(shown.walk, shown.token, shown.against, edition)
  const isShortest = 'isShortest' in shown && shown.isShortest
  const report = findingReport({ ...shown, isShortest }, edition, started.rerun)
  console.log(textOfLines(describeFindingAlone(report), paintFor(process.stdout, options.color, process.env)))
  console.log(`\n${who} does not conform to edition ${edition.name}. As a scenario:\n\n${scenario}`)
  if (shown.token !== token) console.log(`Shorter: npx cwc reproduce ${shown.token}\n`)
  await keep(options, scenario, shown.walk, shown.driven, stepOf(shown.against))
  return exitCodes.doesNotConform
}

async function keep(
  options: ReproduceOptions,
  scenario: string,
  walked: Walk,
  driven: Driven,
  failedAt?: number,
): Promise<void> {
  if (options.feature !== undefined) await write(options.feature, scenario)
  if (options.chart === undefined) return
  const trace = observedTrace(walked, driven)
  const missing = failedAt === undefined ? undefined : { at: failedAt, events: missingAt(walked, trace, failedAt) }
  await write(options.chart, sequenceChart(trace, missing))
}

/** The events of the model in the step that were not seen. */
function missingAt({ opened, steps }: Walk, trace: Trace, at: number): readonly Event[] {
  const expected = at === 0 ? opened : (steps[at - 1]?.events ?? [])
  return differences(expected, trace[at]?.events ?? []).flatMap((problem) =>
    problem.kind === 'missing' || problem.kind === 'different' ? [problem.expected] : [],
  )
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (error) {
    throw new UsageError(`${placeIn(file)}: cannot be written: ${reasonOf(error)}`)
  }
  console.log(`Written: ${file}`)
}

const written = new RegExp(`\\b(?:${roles.join('|')}):[a-z0-9-]*:[a-z.]*:[0-9a-z_]*`, 'g')

// Some tokens are longer than a file name may be.
const isToken = (word: string) => word.replace(written, '') === ''

// A word with three colons is meant as a token, even if it is none: then the message says which part is wrong.
const isMeantAsToken = (word: string) => isToken(word) || (word.match(/:/g) ?? []).length === 3

/** The file that a report has in a report folder; undefined for any other file, in which tokens are searched. */
function reportIn(word: string, isAFile: boolean): string | undefined {
  if (isAFile) return basename(word) === reportName ? word : undefined
  return isFile(join(word, reportName)) ? join(word, reportName) : undefined
}

const reportName = 'report.json'

const tokensOf = ({ generated }: RunReport) => generated.flatMap(({ findings }) => findings.map(({ token }) => token))

/** The token itself, or the distinct tokens in the report or file. @throws UsageError if there is none */
function tokensIn(word: string): readonly string[] {
  const isAFile = isFile(word)
  if (isMeantAsToken(word) && !isAFile) return [word]
  const report = reportIn(word, isAFile)
  const found = new Set(
    report === undefined ? readTextFile(word, mostOfReport).match(written) : tokensOf(readReport(report)),
  )
  if (found.size === 0) throw new UsageError(`${placeIn(word)}: contains no token`)
  return [...found]
}
