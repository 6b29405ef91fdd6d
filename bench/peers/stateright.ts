import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkedRun, checkSize, type PeerRun, type Size, spaceOf, symmetricSpaceOf } from './peer-run.ts'
import { readStateright, releaseIn } from './stateright-report.ts'
import { runTool } from './tool.ts'

const folder = join(import.meta.dirname, 'stateright')
const target = join(folder, 'target')
const cargo = { command: 'cargo', install: 'install Rust 1.85 or newer, with cargo' }

const flags = { 'breadth-first': [], 'depth-first': ['--depth-first'], symmetry: ['--symmetry'] } as const

/** How Stateright searches, on one thread. `symmetry` is depth first, and takes one state for all that are like it. */
export type StaterightSearch = keyof typeof flags

/**
 * Lets Stateright search all of the model in `stateright/src`. It stores a 64-bit fingerprint of each state, not the state.
 * The first call builds the program; cargo's progress goes to standard error.
 *
 * @throws RangeError if the size is more than the model can hold
 * @throws PeerMissing if cargo is not installed
 * @throws Error if the build or the search fails, or the search has other states than it should
 */
export async function stateright(size: Size, search: StaterightSearch = 'breadth-first'): Promise<PeerRun> {
  checkSize(size)
  await runTool(cargo, ['build', '--release', '--locked', '--target-dir', target], { folder, progress: true })
  const compiler = await runTool(cargo, ['--version'], { folder })
  const release = releaseIn(await readFile(join(folder, 'Cargo.lock'), 'utf8'))

  const program = { command: join(target, 'release', 'coordinator-peer'), install: '' }
  const sizes = [size.writers, size.readers, size.epochs].map(String)
  const { output, seconds } = await runTool(program, [...sizes, ...flags[search]], { folder })
  const report = readStateright(output)
  const run: PeerRun = {
    states: report.states,
    edges: report.generated - 1,
    seconds: report.seconds,
    processSeconds: seconds,
    version: `Stateright ${release} (${compiler.output.trim()}, release build, ${search}, one thread)`,
  }
  return checkedRun(run, search === 'symmetry' ? symmetricSpaceOf(size) : spaceOf(size))
}
