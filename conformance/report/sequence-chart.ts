import type { Actor, Event } from '../../src/contract/events.ts'
import type { Trace } from '../assertions/trace.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'

/** A trace as a sequence chart in Mermaid's language: what the kit does comes from the left, what is seen stands at its actor. */
export function sequenceChart(trace: Trace): string {
  const events = trace.flatMap((step) => step.events)
  const actors = [...new Set(events.map(({ actor }) => actor))]
  const lines = trace.flatMap((step) => {
    const seen = step.events.map((event) => `  ${noteOf(event)}`)
    if (step.kind !== 'acted') return seen
    const to = step.events.find(({ kind }) => kind !== 'logged')?.actor ?? step.events[0]?.actor
    const done = describeAction(step.action)
    return [
      to === undefined ? `  Note over kit: ${text(done)} (nothing happens)` : `  kit->>${nameOf(to)}: ${text(done)}`,
      ...seen,
    ]
  })
  return [
    'sequenceDiagram',
    '  participant kit',
    ...actors.map((actor) => `  participant ${nameOf(actor)} as ${actor.replace('-', ' ')}`),
    ...lines,
    '',
  ].join('\n')
}

function noteOf(event: Event): string {
  const to = event.kind === 'sent' || event.kind === 'asked' ? 'coordinator' : undefined
  return to === undefined
    ? `Note right of ${nameOf(event.actor)}: ${text(describeEvent(event))}`
    : `${nameOf(event.actor)}-->>${nameOf(event.actor)}: ${text(describeEvent(event))}`
}

const nameOf = (actor: Actor) => actor.replace('-', '_')

/** Mermaid reads `#`, `;` and line breaks as its own. */
function text(words: string): string {
  return words.replaceAll(/[#;\n<>]/g, (character) => `#${character.charCodeAt(0)};`)
}
