import { exploreModel } from '../conformance/explore/explore-model.ts'

// One search of the model's coordinator, in a process of its own as the peers' are: W R E [--no-symmetry]; prints one line of JSON.

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
if (!complete || violation !== undefined) throw new Error('the search has not come to a good end')
console.log(JSON.stringify({ states, edges, seconds }))
