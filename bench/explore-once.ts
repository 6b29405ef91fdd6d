import { exploreModel } from '../conformance/explore/explore-model.ts'

// One search of the model's coordinator in its own process, like the peers: W R E [--no-symmetry]. It prints one line of JSON.

const [writers = 4, readers = 4, epochs = 5] = process.argv.slice(2, 5).map(Number)
const symmetric = !process.argv.includes('--no-symmetry')
const began = process.hrtime.bigint()
const found = await exploreModel({
  bounds: { role: 'coordinator', writers, readers, epochs, first: 1, faults: [], times: 1 },
  deviations: new Set(),
  symmetric,
})
const seconds = Number(process.hrtime.bigint() - began) / 1e9
const { states, edges, complete, violation } = found
if (!complete || violation !== undefined) throw new Error('explore-once: the search is incomplete or found a violation')
console.log(JSON.stringify({ states, edges, seconds }))
