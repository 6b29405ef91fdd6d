import type { Trace } from '../assertions/trace.ts'
import { visible } from '../visible.ts'
import { chartOf, type Mark, type MissingEvents, type Participant } from './chart.ts'

/** A trace as a Mermaid sequence chart. An expected event that was not seen is an arrow that ends in a cross, or a note. */
export function sequenceChart(trace: Trace, missing?: MissingEvents): string {
  const { participants, marks } = chartOf(trace, missing)
  return [
    'sequenceDiagram',
    ...participants.map(declarationOf),
    ...marks.map((mark) => `  ${writtenOf(mark)}`),
    '',
  ].join('\n')
}

const arrows: Readonly<Record<Mark['kind'], string>> = { message: '->>', reply: '-->>', missing: '--x' }

function writtenOf({ from, to, kind, text }: Mark): string {
  const words = escaped(text)
  if (to !== undefined) return `${nameOf(from)}${arrows[kind]}${nameOf(to)}: ${words}`
  return `Note ${from === 'kit' ? 'over' : 'right of'} ${nameOf(from)}: ${words}`
}

const declarationOf = (one: Participant) =>
  nameOf(one) === one ? `  participant ${one}` : `  participant ${nameOf(one)} as ${one.replace('-', ' ')}`

const nameOf = (one: Participant) => one.replace('-', '_')

/** Escapes `#`, `;` and markup, which have a meaning in Mermaid, and makes line breaks and control characters visible. */
function escaped(words: string): string {
  return visible(words).replaceAll(/[#;<>%`]/g, (character) => `#${character.charCodeAt(0)};`)
}
