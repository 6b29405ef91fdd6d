import { type Command, Option } from 'commander'
import { deviationsOf, type EditionName, editionNames } from '../../src/reference/editions.ts'
import { UsageError } from '../errors.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { exploreModel } from '../explore/explore-model.ts'
import { TooLarge } from '../explore/graph.ts'
import { exploreDriver, type Method } from '../generated/explore-driver.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { describeDriverExplored, describeModelExplored } from '../report/describe-exploration.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { stateSpaceOf } from '../state-space/by-role.ts'
import { describeBounds } from '../state-space/describe-bounds.ts'
import { type BoundsOptions, boundsFrom, withBoundsOptions } from './bounds-options.ts'
import { chooseDriver, masterOption, parseEdition, sparkHomeOption } from './choose-driver.ts'
import { seconds, upTo } from './option-values.ts'
import { progress } from './progress.ts'
import { rerunOptions, usualTimeout } from './rerun-options.ts'
import { searchProgress } from './search-progress.ts'
import { startDriver } from './start-driver.ts'

interface ExploreOptions extends BoundsOptions {
  readonly driver?: string
  readonly master?: string
  readonly sparkHome?: string
  readonly edition?: string
  readonly symmetry: boolean
  readonly method?: Method
  readonly most: number
  readonly timeout: number
}

/** `cwc explore`: every schedule within bounds, on the model or on an implementation. */
export function exploreCommand(program: Command, done: (code: ExitCode) => void, signal: AbortSignal): void {
  const command = program
    .command('explore')
    .description(
      'go through every schedule within bounds: on the model by its states, on an implementation case by case',
    )
    .usage('[options] [-- COMMAND ARGS…]')
    .argument('[command...]', 'a program that speaks the driver protocol (docs/protocol.md), behind --')
  withBoundsOptions(command)
    .option('--driver <name>', 'explore this implementation instead of the model: reference, or spark@VERSION')
    .addOption(masterOption())
    .addOption(sparkHomeOption())
    .option('--edition <name>', `what to hold it against: ${editionNames.join(', ')} (default: what the driver says)`)
    .option('--no-symmetry', 'tell partitions apart by their numbers')
    .addOption(
      new Option('--method <how>', 'with a driver: all schedules, or tours along every edge of the model').choices([
        'schedules',
        'tours',
      ]),
    )
    .option('--most <n>', 'with a driver: no more cases than this', upTo(1_000_000_000), 1_000_000)
    .option('--timeout <seconds>', 'the longest that one call of the driver may take', seconds, usualTimeout)
    .addHelpText(
      'after',
      `
Examples:
  cwc explore --writers 3 --readers 3 --epochs 3                        every state of the model's coordinator
  cwc explore --writers 2 --readers 2 --epochs 3 --faults duplicate,late,lost,stop
  cwc explore --role task --driver spark@2.4.8                          tours: coverage, and no proof
  cwc explore --writers 2 --readers 1 --epochs 2 --method schedules -- ./my-driver`,
    )
    .action(async (words: string[], options: ExploreOptions) => {
      const bounds = boundsFrom(options)
      const isDriven = [options.driver, options.master, options.sparkHome, words[0]].some((word) => word !== undefined)
      done(
        await (isDriven ? exploreImplementation(bounds, words, options, signal) : exploreOwn(bounds, options, signal)),
      )
    })
}

async function exploreOwn(bounds: Bounds, options: ExploreOptions, signal: AbortSignal): Promise<ExitCode> {
  const edition: EditionName = options.edition === undefined ? 'document' : parseEdition(options.edition)
  console.error(`exploring ${describeBounds(bounds)}`)
  const began = process.hrtime.bigint()
  const { onProgress, clear } = searchProgress(process.stderr)
  const onShortage = () =>
    console.error('there is no memory for more: choose smaller bounds, or give Node more (--max-old-space-size)')
  const found = await exploreModel({ bounds, edition, symmetric: options.symmetry, onProgress, onShortage, signal })
  clear()
  const time = Number(process.hrtime.bigint() - began) / 1e9
  console.log(describeModelExplored(bounds, edition, found, time))
  if (found.violation !== undefined) return exitCodes.doesNotConform
  const isAboutSomething = found.unspoken.length < propertiesOf(bounds.role, deviationsOf(edition)).always.length
  return found.complete && isAboutSomething ? exitCodes.conforms : exitCodes.ranTooLittle
}

async function exploreImplementation(
  bounds: Bounds,
  words: readonly string[],
  options: ExploreOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const choice = chooseDriver(options.driver, words, options)
  const wanted = options.edition === undefined ? undefined : parseEdition(options.edition)
  const method = options.method ?? (choice.kind === 'reference' ? 'schedules' : 'tours')
  const started = await startDriver(choice, wanted, options.timeout, signal)
  if (started === undefined) return signal.aborted ? exitCodes.ranTooLittle : exitCodes.couldNotRun
  const { driver, identity, edition } = started
  const bar = progress(options.most, process.stderr, `${method} at most`)
  try {
    if (!identity.roles.includes(bounds.role)) {
      console.error(
        `${identity.implementation.name} does not offer role ${bounds.role}, only ${identity.roles.join(', ')}`,
      )
      return exitCodes.ranTooLittle
    }
    console.error(`exploring ${describeBounds(bounds)}`)
    const onCase = (count: number) => bar.update(count, 'passed', method)
    const space = stateSpaceOf(bounds)
    const found = await exploreDriver({ driver, edition, space, method, most: options.most, signal, onCase })
    bar.clear()
    const rerun = { choice, options: rerunOptions({ edition: wanted, timeout: options.timeout }) }
    console.log(describeDriverExplored(found, { identity, edition, method, rerun }))
    if (found.finding !== undefined || found.undetermined !== undefined) return exitCodes.doesNotConform
    return found.complete && found.notSupported < found.cases ? exitCodes.conforms : exitCodes.ranTooLittle
  } catch (error) {
    if (error instanceof TooLarge) throw new UsageError(`${error.message}: choose smaller bounds`)
    throw error
  } finally {
    bar.clear()
    await driver.shutdown().catch((error: unknown) => console.error(`while it was shut down: ${String(error)}`))
  }
}
