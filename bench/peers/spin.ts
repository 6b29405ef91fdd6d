import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPan } from './pan-report.ts'
import { checkedRun, checkSize, type PeerRun, type Size, spaceOf } from './peer-run.ts'
import { runTool } from './tool.ts'

const model = join(import.meta.dirname, 'coordinator.pml')
const spinTool = { command: 'spin', install: 'install Spin 6.5 (Debian, Ubuntu: apt install spin)' }
const compiler = { command: 'gcc', install: 'install GCC (Debian, Ubuntu: apt install gcc libc6-dev)' }

/**
 * The fastest full search that was measured. States are stored whole: hash compaction (HC4) loses some of them.
 * Every delivery depends on every other, so partial-order reduction would only cost.
 */
const flags = ['-O2', '-DSAFETY', '-DNOREDUCE']

/**
 * Lets Spin (Holzmann, The Model Checker SPIN, 1997) search all of `coordinator.pml`, depth first, in one process.
 *
 * @throws RangeError if the size is more than the model can hold
 * @throws PeerMissing if spin or gcc is not installed
 * @throws Error if the search fails, is not whole, or has other states than it should
 */
export async function spin(size: Size): Promise<PeerRun> {
  checkSize(size)
  const folder = await mkdtemp(join(tmpdir(), 'peer-spin-'))
  try {
    const constants = [`-DW=${size.writers}`, `-DR=${size.readers}`, `-DE=${size.epochs}`]
    // First, because Spin needs gcc itself, and says less clearly that it is missing.
    const release = await runTool(compiler, ['-dumpfullversion'], { folder })
    await runTool(spinTool, [...constants, '-a', model], { folder })
    // The code that Spin generates is not free of warnings.
    await runTool(compiler, [...flags, '-w', '-o', 'pan', 'pan.c'], { folder })

    const limits = limitsFor(size)
    const { output, seconds } = await runTool({ command: join(folder, 'pan'), install: '' }, limits, { folder })
    const report = readPan(output)
    const built = `gcc ${release.output.trim()} ${flags.join(' ')}`
    const space = spaceOf(size)
    const run: PeerRun = {
      states: inFull(report.states, space.states),
      edges: inFull(report.transitions, space.edges + 1) - 1,
      seconds: report.seconds,
      processSeconds: seconds,
      version: `Spin ${report.spin} (${built}, pan ${limits.join(' ')})`,
    }
    return checkedRun(run, space)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A stack a little deeper than the longest path, and a hash table of eight to sixteen slots a state. */
function limitsFor(size: Size): readonly string[] {
  const depth = (size.writers + size.readers) * size.epochs
  return [`-m${depth + 10}`, `-w${Math.ceil(Math.log2(spaceOf(size).states)) + 3}`]
}

/** pan prints eight digits of a number. */
function inFull(printed: number, wanted: number): number {
  return printed === Number(wanted.toPrecision(8)) ? wanted : printed
}
