import { rerunOptions } from '../../drivers/rerun-options.ts'
import { textOf, UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { exploreModel } from '../../explore/explore-model.ts'
import { TooLarge } from '../../explore/graph.ts'
import { exploreDriver, type Method } from '../../generated/explore-driver.ts'
import { isAnythingSeen } from '../../generated/tally.ts'
import { propertiesOf } from '../../properties/role-properties.ts'
import { describeDriverExplored, describeModelExplored } from '../../report/describe-exploration.ts'
import { paintFor } from '../../report/paint.ts'
import { editionNamed } from '../../requirements/edition.ts'
import type { Bounds } from '../../state-space/bounds.ts'
import { describeBounds } from '../../state-space/describe-bounds.ts'
import { stateSpaceOf } from '../../state-space/roles.ts'
import { echoed } from '../../visible.ts'
import { boundsFrom } from '../bounds.ts'
import type { BoundsOptions } from '../bounds-options.ts'
import { chooseDriver } from '../choose-driver.ts'
import { progress } from '../progress.ts'
import { searchProgress } from '../search-progress.ts'
import { startDriver } from '../start-driver.ts'

export interface ExploreOptions extends BoundsOptions {
  /** Undefined: in colour on a terminal. */
  readonly color?: boolean
  readonly driver?: string
  readonly master?: string
  readonly sparkHome?: string
  readonly edition?: string
  readonly symmetry: boolean
  readonly method?: Method
  readonly most?: number
  readonly timeout: number
}

/** Explores the model, or the driver that the options choose. @throws UsageError */
export async function explore(
  words: readonly string[],
  options: ExploreOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const bounds = boundsFrom(options)
  const isDriven = [options.driver, options.master, options.sparkHome, words[0]].some((word) => word !== undefined)
  const idle = isDriven ? undefined : (['method', 'most'] as const).find((name) => options[name] !== undefined)
  if (idle !== undefined) throw new UsageError(`--${idle}: has no effect on the model (a driver is wanted, too)`)
  if (isDriven && !options.symmetry) throw new UsageError('--no-symmetry: has no effect with a driver')
  return await (isDriven ? exploreImplementation(bounds, words, options, signal) : exploreOwn(bounds, options, signal))
}

async function exploreOwn(bounds: Bounds, options: ExploreOptions, signal: AbortSignal): Promise<ExitCode> {
  const edition = editionNamed(options.edition ?? 'document', '--edition')
  const { deviations } = edition
  console.error(`exploring ${describeBounds(bounds)}`)
  const began = process.hrtime.bigint()
  const { onProgress, clear } = searchProgress(process.stderr)
  const onShortage = () =>
    console.error('out of memory: choose smaller bounds, or give Node more memory (--max-old-space-size)')
  const found = await exploreModel({ bounds, deviations, symmetric: options.symmetry, onProgress, onShortage, signal })
  clear()
  const time = Number(process.hrtime.bigint() - began) / 1e9
  console.log(describeModelExplored(bounds, edition, found, time))
  if (found.violation !== undefined) return exitCodes.doesNotConform
  const isExercised = found.unspoken.length < propertiesOf(bounds.role, deviations).always.length
  return found.complete && isExercised ? exitCodes.conforms : exitCodes.ranTooLittle
}

async function exploreImplementation(
  bounds: Bounds,
  words: readonly string[],
  options: ExploreOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const choice = chooseDriver(options.driver, words, options)
  const wanted = options.edition === undefined ? undefined : editionNamed(options.edition, '--edition')
  const method = options.method ?? (choice.kind === 'reference' ? 'schedules' : 'tours')
  const started = await startDriver(choice, wanted, options.timeout, signal)
  if (started === undefined) return signal.aborted ? exitCodes.ranTooLittle : exitCodes.couldNotRun
  const { driver, identity, edition } = started
  const { most = 1_000_000 } = options
  const bar = progress(most, process.stderr, `${method} at most`)
  try {
    if (!identity.roles.includes(bounds.role)) {
      console.error(
        `--role ${bounds.role}: ${echoed(identity.implementation.name)} does not claim this role (it claims ${identity.roles.join(', ')})`,
      )
      return exitCodes.ranTooLittle
    }
    console.error(`exploring ${describeBounds(bounds)}`)
    const onCase = (count: number) => bar.update(count, 'passed', method)
    const space = stateSpaceOf(bounds)
    const found = await exploreDriver({ driver, edition, space, method, most, signal, onCase })
    bar.clear()
    const rerun = { choice, options: rerunOptions({ edition: wanted?.name, timeout: options.timeout }) }
    const paint = paintFor(process.stdout, options.color, process.env)
    console.log(describeDriverExplored(found, { identity, edition, method, rerun }, paint))
    if (found.finding !== undefined || found.undetermined !== undefined) return exitCodes.doesNotConform
    return found.complete && isAnythingSeen(found.properties) ? exitCodes.conforms : exitCodes.ranTooLittle
  } catch (error) {
    if (error instanceof TooLarge) throw new UsageError(`${error.message}: choose smaller bounds`)
    throw error
  } finally {
    bar.clear()
    await driver
      .shutdown()
      .catch((error: unknown) => console.error(`the driver could not be shut down: ${textOf(error)}`))
  }
}
