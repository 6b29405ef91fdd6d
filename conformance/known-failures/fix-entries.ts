import { type Document, isMap, isScalar, isSeq, Scalar, type YAMLMap, YAMLSeq } from 'yaml'
import type { Cause } from '../report/cause.ts'
import type { CaseReport, RunReport } from '../report/report.ts'
import { type Change, changesFor } from './changes.ts'
import { type ParsedFile, parseEntries } from './parse-entries.ts'

/** The new text of a file of known failures, and what is different in it. */
export interface FixedFile {
  readonly text: string
  readonly added: number
  readonly updated: number
  readonly removed: number
}

/** The beginning of a new file. */
export const newFile = `# Known failures of \`cwc run\` (docs/known-failures.md). Each needs a reason, and TODO is none.
`

/**
 * Makes the entries of a file fit a whole run, and changes nothing else: comments, the order of the entries and the ends of lines stay. A new entry has
 * no reason. A file that fits already keeps its text.
 */
export function fixEntries(
  { file, text, entries }: ParsedFile,
  report: RunReport,
  given: { readonly isSeedChosen: boolean },
): FixedFile {
  const changes = changesFor(entries, report, given)
  const count = (kind: Change['kind']) => changes.filter((one) => one.kind === kind).length
  const counts = { added: count('add'), updated: count('update'), removed: count('remove') }
  if (changes.length === 0) return { text, ...counts }
  // The document is changed in place, so it is a new one.
  const { document } = parseEntries(file, text)
  const list = isSeq(document.contents) ? document.contents : emptyList(document)
  if (list.items.length === 0) list.flow = false
  const titles = titlesOf(report)
  for (const change of changes) {
    if (change.kind === 'update') update(document, list.items[change.at], change, titles)
  }
  for (const change of changes) {
    if (change.kind === 'add') add(document, list, change, titles)
  }
  const removed = changes.flatMap((change) => (change.kind === 'remove' ? [change.at] : []))
  for (const at of removed.toSorted((one, other) => other - one)) removeEntry(document, list, at)
  const written = String(document.toString({ lineWidth: 0, flowCollectionPadding: false }))
  return { text: text.includes('\r\n') ? written.replaceAll(/\r?\n/g, '\r\n') : written, ...counts }
}

function emptyList(document: Document): YAMLSeq {
  const list = new YAMLSeq()
  document.contents = list as typeof document.contents
  return list
}

type Titles = ReadonlyMap<string, number>

const titlesOf = ({ cases }: RunReport): Titles =>
  cases.reduce((titles, { name }) => titles.set(name, (titles.get(name) ?? 0) + 1), new Map<string, number>())

/** Titles stay when a file gets longer, so they are preferred to places, unless two scenarios share one. */
function namesOf(cases: readonly CaseReport[], titles: Titles) {
  return cases.every(({ name }) => titles.get(name) === 1)
    ? ({ key: 'scenario', texts: cases.map(({ name }) => name) } as const)
    : ({ key: 'case', texts: cases.map(placeOf) } as const)
}

const placeOf = ({ file, line }: CaseReport) => `${file}:${line}`

function add(document: Document, list: YAMLSeq, change: Extract<Change, { kind: 'add' }>, titles: Titles): void {
  const { pattern, observed } = change
  const named = pattern.kind === 'cases' ? namesOf(pattern.cases, titles) : undefined
  const node = document.createNode({
    ...(named === undefined ? { generated: true } : { [named.key]: oneOrMany(named.texts) }),
    ...(pattern.kind === 'generated'
      ? { role: pattern.role, ...(pattern.requirement === undefined ? {} : { requirement: pattern.requirement }) }
      : {}),
    reason: 'TODO',
    observed: oneOrMany(observed.map(writtenCause)),
  })
  node.spaceBefore = list.items.length > 0
  list.items.push(node)
}

function update(document: Document, node: unknown, change: Extract<Change, { kind: 'update' }>, titles: Titles): void {
  if (!isMap(node)) return
  const { observed, cases, isReasonGone } = change
  if (cases !== undefined) narrow(document, node, cases, titles)
  if (observed !== undefined) node.set('observed', document.createNode(oneOrMany(observed.map(writtenCause))))
  if (isReasonGone) forgetReason(node)
}

/** Lists exactly these cases, in the way in which the entry lists them already. */
function narrow(document: Document, node: YAMLMap, cases: readonly CaseReport[], titles: Titles): void {
  const { key, texts } = node.has('case')
    ? ({ key: 'case', texts: cases.map(placeOf) } as const)
    : namesOf(cases, titles)
  if (key === 'case') node.delete('scenario')
  // A scenario that has moved may have another role or requirement.
  const isOf = (field: 'role' | 'requirement') => {
    const value = node.get(field)
    return cases.every(({ role, requirements }) =>
      field === 'role' ? role === value : requirements.includes(String(value)),
    )
  }
  for (const field of ['role', 'requirement'] as const) if (node.has(field) && !isOf(field)) node.delete(field)
  const before = node.get(key, true)
  if (isSeq(before)) {
    before.items = before.items.filter((item) => isScalar(item) && texts.includes(String(item.value)))
    const kept = before.items.map((item) => (isScalar(item) ? item.value : undefined))
    for (const text of texts) if (!kept.includes(text)) before.items.push(document.createNode(text))
    return
  }
  const value = document.createNode(oneOrMany(texts))
  if (node.has(key)) node.set(key, value)
  else node.items.unshift(document.createPair(key, value))
}

/** The old reason stays as a comment, for whoever writes the new one. */
function forgetReason(node: YAMLMap): void {
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === 'reason')
  const before = node.get('reason')
  node.set('reason', 'TODO')
  if (pair === undefined || !isScalar(pair.key) || typeof before !== 'string') return
  const written = before.trim().replaceAll(/\s+/g, ' ')
  if (written === '' || /^todo\b/i.test(written)) return
  const value = new Scalar('TODO')
  value.comment = ` before: ${written}`
  pair.value = value
}

/** Removes the entry and the comment directly above it. A comment with an empty line below it is not about this entry alone. */
export function removeEntry(document: Document, list: YAMLSeq, at: number): void {
  const [node] = list.items.splice(at, 1)
  const comment = isMap(node) ? (node.commentBefore ?? '') : ''
  const kept = comment.split('\n\n').slice(0, -1).join('\n\n')
  const next = list.items[at]
  // The file would begin with the empty line above what is now its first entry.
  if (isMap(next) && at === 0) next.spaceBefore = false
  if (kept === '') return
  if (isMap(next)) next.commentBefore = [kept, next.commentBefore].filter((one) => one != null).join('\n\n')
  else document.comment = [kept, document.comment].filter((one) => one != null).join('\n\n')
}

function writtenCause({ requirements, mismatch }: Cause) {
  return requirements.length === 0 ? { mismatch } : { requirement: oneOrMany(requirements), mismatch }
}

function oneOrMany<One>(all: readonly One[]): One | readonly One[] {
  const [first] = all
  return first !== undefined && all.length === 1 ? first : all
}
