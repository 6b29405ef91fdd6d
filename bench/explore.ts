import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Table from 'cli-table3'
import { median } from './measure.ts'
import { type PeerRun, type Size, spaceOf, symmetricSpaceOf } from './peers/peer-run.ts'
import { spin } from './peers/spin.ts'
import { stateright } from './peers/stateright.ts'

// `npm run bench:explore`: the search of the model's coordinator against Spin and Stateright, in turns, in one run.

const size: Size = { writers: 4, readers: 4, epochs: 5 }
const rounds = 3

/** The kit's own search, in its own process. */
async function own(symmetric: boolean): Promise<PeerRun> {
  const sizes = [size.writers, size.readers, size.epochs].map(String)
  const began = process.hrtime.bigint()
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'explore-once.ts'),
    ...sizes,
    ...(symmetric ? [] : ['--no-symmetry']),
  ])
  const processSeconds = Number(process.hrtime.bigint() - began) / 1e9
  const { states, edges, seconds } = JSON.parse(stdout) as Pick<PeerRun, 'states' | 'edges' | 'seconds'>
  const expected = symmetric ? symmetricSpaceOf(size) : spaceOf(size)
  if (states !== expected.states || edges !== expected.edges)
    throw new Error(`own search: ${states} states, ${edges} edges (${expected.states} and ${expected.edges} wanted)`)
  return { states, edges, seconds, processSeconds, version: 'the model' }
}

const searches = {
  'the model, symmetry': () => own(true),
  'the model, no symmetry': () => own(false),
  'Spin, full search': () => spin(size),
  'Stateright, breadth first': () => stateright(size, 'breadth-first'),
  'Stateright, depth first': () => stateright(size, 'depth-first'),
  'Stateright, symmetry': () => stateright(size, 'symmetry'),
} as const satisfies Readonly<Record<string, () => Promise<PeerRun>>>
type Name = keyof typeof searches

const runs = new Map<Name, PeerRun[]>()
for (let round = 0; round < rounds; round++) {
  for (const [name, search] of Object.entries(searches)) {
    console.error(`round ${round + 1} of ${rounds}: ${name}`)
    runs.set(name as Name, [...(runs.get(name as Name) ?? []), await search()])
  }
}

const of = (name: Name) => {
  const all = runs.get(name) ?? []
  const [first] = all
  if (first === undefined) throw new Error(`${name}: no run (one per round is wanted)`)
  const seconds = median(all.map((run) => run.seconds))
  return {
    ...first,
    seconds,
    processSeconds: median(all.map((run) => run.processSeconds)),
    rate: first.states / seconds,
  }
}
const table = new Table({
  head: ['search', 'states', 'edges', 'search, s', 'process, s', 'states/s'],
  style: { head: [], border: [] },
  colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
})
for (const name of Object.keys(searches) as Name[]) {
  const { states, edges, seconds, processSeconds, rate } = of(name)
  table.push([name, states, edges, seconds.toFixed(3), processSeconds.toFixed(3), Math.round(rate)])
}
console.log(
  `Coordinator, ${size.writers} writers, ${size.readers} readers, ${size.epochs} epochs; medians of ${rounds}`,
)
console.log(table.toString())
for (const version of new Set((Object.keys(searches) as Name[]).map((name) => of(name).version))) console.log(version)

const verdict = of('the model, symmetry').seconds
const held = [
  {
    what: `the verdict takes ${(verdict / of('Spin, full search').seconds).toFixed(3)} of Spin's time (wanted: at most 0.1)`,
    holds: verdict <= of('Spin, full search').seconds / 10,
  },
  {
    what: `without symmetry, the rate of states is ${(of('the model, no symmetry').rate / of('Spin, full search').rate).toFixed(2)} times Spin's (wanted: at least 1)`,
    holds: of('the model, no symmetry').rate >= of('Spin, full search').rate,
  },
  {
    what: `the verdict takes ${(verdict / of('Stateright, breadth first').seconds).toFixed(3)} of Stateright's time breadth first, and ${(verdict / of('Stateright, depth first').seconds).toFixed(3)} depth first (wanted: at most 1)`,
    holds: verdict <= Math.min(of('Stateright, breadth first').seconds, of('Stateright, depth first').seconds),
  },
]
for (const { what, holds } of held) console.log(`${holds ? 'holds' : 'does not hold'}: ${what}`)
process.exitCode = held.every(({ holds }) => holds) ? 0 : 1
