import { type Command, Option } from 'commander'
import { type Driver, DriverError } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import { type Role, roles } from '../../src/contract/roles.ts'
import { type EditionName, editionNames, isEditionName } from '../../src/reference/editions.ts'
import type { RunReport } from '../report/report.ts'
import { reportFiles, writeReport } from '../report/report-folder.ts'
import { runReport } from '../report/run-report.ts'
import { describeRun } from '../report/terminal.ts'
import { requirementById } from '../requirements/registry.ts'
import { planSuite, SuiteError } from '../run/plan.ts'
import { runSuite } from '../run/run-suite.ts'
import { isAgainst } from '../run/verdict.ts'
import {
  chooseDriver,
  type DriverChoice,
  digestOfDriver,
  driverWords,
  makeDriver,
  parseEdition,
} from './choose-driver.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { progress } from './progress.ts'
import { seconds } from './seconds.ts'
import { UsageError } from './usage-error.ts'

interface RunOptions {
  readonly driver?: string
  readonly edition?: string
  readonly role?: Role
  readonly requirement?: string
  readonly tags?: string
  readonly report?: string
  readonly timeout: number
}

/** `cwc run`: the suite against one implementation. */
export function runCommand(program: Command, done: (code: ExitCode) => void, signal: AbortSignal): void {
  program
    .command('run')
    .description('run the suite against the model, real Apache Spark, or a program of yours')
    .usage('[options] [-- COMMAND ARGS…]')
    .argument('[command...]', 'a program that speaks the driver protocol (docs/protocol.md), behind --')
    .option('--driver <name>', 'reference (the model; default) or spark@VERSION, such as spark@2.4.8')
    .option('--edition <name>', `what to hold it against: ${editionNames.join(', ')} (default: what the driver says)`)
    .addOption(new Option('--role <role>', 'only the scenarios of one role').choices(roles))
    .option('--requirement <id>', 'only the scenarios of one requirement, such as OP-3')
    .option(
      '--tags <expression>',
      'only the scenarios that a tag expression selects, such as "@operator and not @OP-3"',
    )
    .option('--report <dir>', 'write report.json, report.html, junit.xml and messages.ndjson there')
    .option('--timeout <seconds>', 'the longest that one call of the driver may take', seconds, 60)
    .addHelpText(
      'after',
      `
Examples:
  cwc run                                   the model, as the page describes it
  cwc run --driver spark@2.4.8              real Apache Spark 2.4.8 (needs JDK 17 and Maven, builds once)
  cwc run --driver spark@2.4.8 --edition document   …against the page as written: the errata
  cwc run --requirement OP-3 -- ./my-driver --verbose`,
    )
    .action(async (command: string[], options: RunOptions) => {
      done(await run(command, options, signal))
    })
}

async function run(command: readonly string[], options: RunOptions, signal: AbortSignal): Promise<ExitCode> {
  const choice = chooseDriver(options.driver, command)
  const wantedEdition = options.edition === undefined ? undefined : parseEdition(options.edition)
  const tags = tagExpression(options)
  const planned = await planOrExplain(tags)
  if (planned.length === 0) {
    console.error(`nothing to run: no scenario is selected by ${tags === '' ? 'the suite' : tags}${whyNot(options)}`)
    return exitCodes.ranTooLittle
  }

  const reports = options.report === undefined ? {} : await reportFiles(options.report)
  const started = await start(choice, options, wantedEdition, signal)
  if (started === undefined) return signal.aborted ? exitCodes.ranTooLittle : exitCodes.couldNotRun
  const { driver, identity, edition } = started

  const bar = progress(planned.length, process.stdout)
  const startedAt = new Date()
  let results: Awaited<ReturnType<typeof runSuite>>
  try {
    results = await runSuite({
      driver,
      identity,
      edition,
      tags,
      planned,
      reports,
      signal,
      onCase: (result, count) => bar.update(count, result.verdict.kind, result.scenario.role),
    })
  } finally {
    bar.clear()
    await driver.shutdown().catch((error: unknown) => console.error(`while it was shut down: ${String(error)}`))
  }

  const report = runReport({
    identity,
    chosenBy: driverWords(choice),
    driverDigest: digestOfDriver(choice),
    edition,
    editionWasGiven: wantedEdition !== undefined,
    tags,
    results,
    startedAt,
    finishedAt: new Date(),
  })
  console.log(describeRun(report))
  if (options.report !== undefined) console.log(`Report: ${await writeReport(options.report, report)}`)
  return exitCodeOf(report)
}

function exitCodeOf({ cases, roles, driver, complete }: RunReport): ExitCode {
  if (cases.some(({ verdict }) => isAgainst(verdict))) return exitCodes.doesNotConform
  const claimed = roles.filter(({ role }) => driver.roles.includes(role))
  const seen = claimed.every(({ verdicts }) => verdicts.passed + verdicts['deviates-as-expected'] > 0)
  // A role that is claimed, and of which nothing was to be seen, has not been run.
  return claimed.length > 0 && seen && complete ? exitCodes.conforms : exitCodes.ranTooLittle
}

/** Starts the driver and asks it who it is; undefined, and said why on standard error, if that cannot be done. */
async function start(
  choice: DriverChoice,
  options: RunOptions,
  wanted: EditionName | undefined,
  signal: AbortSignal,
): Promise<{ driver: Driver; identity: Identity; edition: EditionName } | undefined> {
  const onProgress = (line: string) => console.error(line)
  let driver: Driver | undefined
  try {
    driver = await makeDriver(choice, { edition: wanted, timeoutSeconds: options.timeout, signal, onProgress })
    const identity = await driver.initialize()
    const edition = wanted ?? identity.edition
    if (isEditionName(edition)) return { driver, identity, edition }
    console.error(
      `the driver speaks for edition "${edition}", which this kit does not have: choose one of ${editionNames.join(', ')} with --edition`,
    )
  } catch (error) {
    console.error(`the implementation could not be run: ${error instanceof Error ? error.message : String(error)}`)
    if (error instanceof DriverError && choice.kind === 'command') {
      console.error('`cwc smoke -- COMMAND` looks at a driver by itself; docs/protocol.md says what it has to speak')
    }
  }
  await driver?.shutdown().catch(() => undefined)
  return undefined
}

async function planOrExplain(tags: string) {
  try {
    return await planSuite(tags)
  } catch (error) {
    // Cucumber wraps what its parser of tag expressions says.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
    if (cause === undefined || error instanceof SuiteError) throw error
    throw new UsageError(`the tag expression ${tags} cannot be read: ${cause.message}`)
  }
}

function tagExpression({ role, requirement, tags }: RunOptions): string {
  const parts = [
    role === undefined ? [] : [`@${role}`],
    requirement === undefined ? [] : [`@${requirementById(requirement).id}`],
    tags === undefined ? [] : [`(${tags})`],
  ].flat()
  return parts.join(' and ')
}

function whyNot({ requirement }: RunOptions): string {
  if (requirement === undefined) return ''
  const found = requirementById(requirement)
  return found.level === 'untestable' ? `; ${found.id} is untestable: ${found.reason}` : ''
}
