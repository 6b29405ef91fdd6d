import { describe, expect, it } from 'vitest'
import type { Registry } from './registry.ts'
import { type Requirement, type SentenceRef, stated } from './requirement.ts'
import { sentencesOf } from './sentences.ts'
import { type Finding, trace } from './trace.ts'

const PAGE = 'Lamp.md'
const TEXT = `# Lamp

A lamp gives light. It has a switch.

## Switch

The switch is pressed. The lamp goes on. The switch is pressed again. The lamp goes off.

## Bulb

The bulb is warm. It breaks.
`

/** A registry in which every sentence of the text is the one source of one requirement: S-1, S-2 and so on. */
function registered(text: string): Registry {
  const requirements = sentencesOf(text).map(({ section, sentence, sha256 }, n): Requirement => {
    const source: SentenceRef = { page: PAGE, section, sentence, sha256 }
    return {
      id: `S-${n + 1}`,
      level: 'must',
      role: 'task',
      basis: stated,
      sources: [source],
      says: 'It does.',
      intent: 'So it is.',
      seenBy: ['logged'],
    }
  })
  return { requirements, notRequirements: [] }
}

const traced = (text: string) => trace([{ page: PAGE, text }], registered(TEXT))

/** One line for each finding that is not good, such as `changed S-3: new text`. */
function told(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ kind }) => kind !== 'good')
    .map((finding) => {
      const ids = 'requirements' in finding ? finding.requirements.map(({ id }) => id).join(' ') : 'nobody'
      const text = 'found' in finding ? finding.found.text : 'gone'
      return `${finding.kind} ${ids}: ${text}`
    })
}

describe('trace', () => {
  it('finds every sentence of an unchanged page good', () => {
    const findings = traced(TEXT)
    expect(findings).toHaveLength(8)
    expect(told(findings)).toEqual([])
  })

  it('finds a page with Windows line ends good', () => {
    expect(told(traced(TEXT.replaceAll('\n', '\r\n')))).toEqual([])
  })

  it('finds a page that is wrapped otherwise good', () => {
    expect(told(traced(TEXT.replaceAll('. The', '.\nThe')))).toEqual([])
  })

  it('tells an edited sentence as one change', () => {
    expect(told(traced(TEXT.replace('The lamp goes on.', 'The lamp lights up.')))).toEqual([
      'changed S-4: The lamp lights up.',
    ])
  })

  it('tells two edited neighbours as two changes, in order', () => {
    const text = TEXT.replace('The lamp goes on. The switch is pressed again.', 'It lights up. Somebody presses.')
    expect(told(traced(text))).toEqual(['changed S-4: It lights up.', 'changed S-5: Somebody presses.'])
  })

  it('tells an inserted sentence as added, and those behind it as moved, not as changed', () => {
    expect(told(traced(TEXT.replace('The lamp goes on.', 'It clicks. The lamp goes on.')))).toEqual([
      'added nobody: It clicks.',
      'moved S-4: The lamp goes on.',
      'moved S-5: The switch is pressed again.',
      'moved S-6: The lamp goes off.',
    ])
  })

  it('tells a removed sentence as missing', () => {
    expect(told(traced(TEXT.replace(' It breaks.', '')))).toEqual(['missing S-8: gone'])
  })

  it('tells a removed section as missing, sentence by sentence', () => {
    expect(told(traced(TEXT.replace(/## Bulb[\s\S]*/, '')))).toEqual(['missing S-7: gone', 'missing S-8: gone'])
  })

  it('tells a new section as added', () => {
    expect(told(traced(`${TEXT}\n## Cable\n\nIt is long.\n`))).toEqual(['added nobody: It is long.'])
  })

  it('tells the sentences of a renamed section as moved, and the one edited in it as changed', () => {
    const text = TEXT.replace('## Switch', '## Button').replace('The lamp goes on.', 'The lamp lights up.')
    expect(told(traced(text))).toEqual([
      'moved S-3: The switch is pressed.',
      'changed S-4: The lamp lights up.',
      'moved S-5: The switch is pressed again.',
      'moved S-6: The lamp goes off.',
    ])
  })

  it('tells a sentence that went to another section as moved', () => {
    const text = TEXT.replace(' It breaks.', '').replace('It has a switch.', 'It has a switch. It breaks.')
    expect(told(traced(text))).toEqual(['moved S-8: It breaks.'])
  })

  it('tells two sentences that changed places as moved', () => {
    const text = TEXT.replace('The bulb is warm. It breaks.', 'It breaks. The bulb is warm.')
    expect(told(traced(text))).toEqual(['moved S-8: It breaks.', 'moved S-7: The bulb is warm.'])
  })

  it('tells everything as missing when the page is empty', () => {
    expect(traced('').map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => 'missing'))
  })

  it('ignores pages without a copy', () => {
    expect(trace([], registered(TEXT))).toEqual([])
  })

  it('names every requirement made from a sentence, and the list of sentences without one', () => {
    const registry = registered(TEXT)
    const [first, second] = registry.requirements
    if (first === undefined || second === undefined) throw new Error('two requirements are wanted')
    const doubled: Registry = {
      requirements: [...registry.requirements, { ...second, id: 'S-9', sources: first.sources }],
      notRequirements: [{ sources: second.sources, why: 'It is a switch.' }],
    }
    const edited = TEXT.replace('A lamp gives light. It has a switch.', 'A lamp shines. It has a knob.')
    const [light, knob] = trace([{ page: PAGE, text: edited }], doubled)
    expect(light).toMatchObject({ kind: 'changed', requirements: [{ id: 'S-1' }, { id: 'S-9' }] })
    expect(knob).toMatchObject({ kind: 'changed', notRequirements: [{ why: 'It is a switch.' }] })
  })
})
