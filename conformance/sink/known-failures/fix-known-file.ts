import { isMap, isSeq, YAMLSeq } from 'yaml'
import { removeEntry } from '../../known-failures/fix-entries.ts'
import type { SinkTest } from '../telling/sink-tests.ts'
import { listedAs, type RunOfTests, testsNamed } from './hold-tests.ts'
import { isHeldIn, type KnownEntry, type KnownFile, parseKnownFile } from './known-file.ts'

/** The beginning of a new file. */
export const newKnownFile =
  '# Known failures of `cwc sink` (docs/sink.md). Each entry needs a reason, and TODO is none.\n'

/**
 * The text of a file whose entries list exactly what fails in a whole run. Names that no longer fail as recorded go, and an entry without a
 * name goes with them; what is not listed is added without a reason, one entry per observation. Comments and all else stay.
 */
export function fixKnownFile({ file, text, entries }: KnownFile, tests: readonly SinkTest[], run: RunOfTests): string {
  // The document is changed in place, so it is a new one.
  const { document } = parseKnownFile(file, text)
  const list = isSeq(document.contents) ? document.contents : new YAMLSeq()
  document.contents = list as typeof document.contents
  const listed = new Set<SinkTest>()
  const kept = entries.map((entry) => (isHeldIn(entry, run) ? keep(entry, tests, listed, run) : entry))
  const isSame = kept.every((entry, at) => entry === entries[at])
  const added = Map.groupBy(
    tests.flatMap((test) => {
      const as = listedAs(test)
      return test.result.kind === 'failed' && as !== undefined && !listed.has(test)
        ? [{ ...as, observed: test.result.observed }]
        : []
    }),
    ({ key, observed }) => JSON.stringify([key, observed]),
  )
  if (isSame && added.size === 0) return text
  if (list.items.length === 0) list.flow = false
  for (const [at, entry] of kept.entries()) {
    const node = list.items[at]
    if (entry === undefined || entry === entries[at] || !isMap(node)) continue
    node.set(entry.key, document.createNode(oneOrMany(entry.names)))
    if (entry.observed !== undefined) node.set('observed', entry.observed)
  }
  for (let at = kept.length - 1; at >= 0; at--) if (kept[at] === undefined) removeEntry(document, list, at)
  for (const own of added.values()) {
    const [first] = own
    if (first === undefined) continue
    const { key, observed } = first
    const node = document.createNode({
      [key]: oneOrMany([...new Set(own.map(({ name }) => name))]),
      mode: run.mode,
      reason: 'TODO',
      observed,
    })
    node.spaceBefore = list.items.length > 0
    list.items.push(node)
  }
  return document.toString({ lineWidth: 0 })
}

/** The entry with the names that it still lists; undefined if none is left. Names on which this run decides nothing stay. */
function keep(
  entry: KnownEntry,
  tests: readonly SinkTest[],
  listed: Set<SinkTest>,
  { isSeedChosen }: RunOfTests,
): KnownEntry | undefined {
  const named = entry.names.map((name) => ({ name, own: testsNamed(tests, entry.key, name) }))
  const observed =
    entry.observed ??
    named.flatMap(({ own }) => own.flatMap(({ result }) => (result.kind === 'failed' ? result.observed : [])))[0]
  const names = named.flatMap(({ name, own }) => {
    const still = own.filter(
      (test) => test.result.kind === 'failed' && test.result.observed === observed && !listed.has(test),
    )
    for (const test of still) listed.add(test)
    const isElsewhere = own.length === 0 && entry.key === 'token' && !isSeedChosen
    return still.length > 0 || isElsewhere ? [name] : []
  })
  if (names.length === 0) return undefined
  if (names.length === entry.names.length && observed === entry.observed) return entry
  return { ...entry, names, ...(observed === undefined ? {} : { observed }) }
}

const oneOrMany = (all: readonly string[]): string | readonly string[] => (all.length === 1 ? (all[0] ?? '') : all)
