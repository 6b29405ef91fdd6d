import type { SentenceRef } from './requirement.ts'
import type { Finding, Listed } from './trace.ts'

const EXCERPT = 200

/** The text of a trace: each sentence that is not good, and a summary. Ends with a newline. */
export function describeTrace(findings: readonly Finding[], notHeld: readonly string[]): string {
  const parts = [
    ...findings.flatMap((finding) => (finding.kind === 'moved' ? [] : describe(finding))),
    ...describeMoves(findings),
    summary(findings),
    ...(notHeld.length === 0 ? [] : [`not held against a copy: ${notHeld.join(', ')}`]),
  ]
  return `${parts.join('\n')}\n`
}

function describe(finding: Exclude<Finding, { kind: 'moved' }>): readonly string[] {
  switch (finding.kind) {
    case 'good':
      return []
    case 'changed': {
      const { registered, found } = finding
      const was = place(registered) === place(found) ? '' : ` (registered as ${place(registered)})`
      return [
        `changed  ${place(found)}${was}`,
        `  now      ${excerpt(found.text)}`,
        `  was      sha256 ${registered.sha256}`,
        ...describeListed(finding),
        '',
      ]
    }
    case 'missing':
      return [
        `missing  ${place(finding.registered)}`,
        `  was      sha256 ${finding.registered.sha256}`,
        ...describeListed(finding),
        '',
      ]
    case 'added':
      return [
        `added    ${place(finding.found)}`,
        `  reads    ${excerpt(finding.found.text)}`,
        `  sha256   ${finding.found.sha256}`,
        '  make a requirement of it, or list it among notRequirements',
        '',
      ]
  }
}

function describeListed({ requirements, notRequirements }: Listed): readonly string[] {
  return [
    ...requirements.map(({ id, level, says }) => `  touches  ${id} (${level}): ${says}`),
    ...notRequirements.map(({ why }) => `  listed as not a requirement: ${why}`),
  ]
}

/** Sentences that moved together are told together: a renamed section, or the rest of one after an insertion. */
function describeMoves(findings: readonly Finding[]): readonly string[] {
  const moved = findings.filter((finding) => finding.kind === 'moved')
  const groups = Map.groupBy(moved, ({ registered, found }) =>
    JSON.stringify([registered.page, registered.section, found.section, found.sentence - registered.sentence]),
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { registered, found } = first
    const from = numbers(group.map((each) => each.registered.sentence))
    const to = numbers(group.map((each) => each.found.sentence))
    const heading = registered.section === found.section ? '' : `"${found.section}", `
    const ids = [...new Set(group.flatMap(({ requirements }) => requirements.map(({ id }) => id)))]
    return [
      `moved    ${registered.page}, "${registered.section}", ${from} now ${heading}${to}`,
      ...(ids.length === 0 ? [] : [`  touches  ${ids.join(', ')} (word for word as registered, the place is stale)`]),
      '',
    ]
  })
}

function numbers(sentences: readonly number[]): string {
  const first = Math.min(...sentences)
  const last = Math.max(...sentences)
  if (first === last) return `sentence ${first}`
  return last - first === sentences.length - 1 ? `sentences ${first} to ${last}` : `sentences ${sentences.join(', ')}`
}

function summary(findings: readonly Finding[]): string {
  const counts = (['good', 'changed', 'missing', 'added', 'moved'] as const)
    .map((kind) => ({ kind, count: findings.filter((finding) => finding.kind === kind).length }))
    .filter(({ kind, count }) => kind === 'good' || count > 0)
    .map(({ kind, count }) => `${count} ${kind}`)
  const pages = new Set(findings.map((finding) => ('found' in finding ? finding.found : finding.registered).page)).size
  return `${findings.length} sentences on ${pages} ${pages === 1 ? 'page' : 'pages'}: ${counts.join(', ')}`
}

function place({ page, section, sentence }: Pick<SentenceRef, 'page' | 'section' | 'sentence'>): string {
  return `${page}, "${section}", sentence ${sentence}`
}

function excerpt(text: string): string {
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT - 1)}…`
}
