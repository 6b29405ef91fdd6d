import type { Opening } from '../../src/contract/setups.ts'
import type { Trace, TraceStep } from '../assertions/trace.ts'
import { quote } from '../visible.ts'
import { describeAction } from './describe-action.ts'
import { describeEvent } from './describe-event.ts'
import { counted } from './words.ts'

/** The lines of a trace in phrases: each action, and its events indented below it. */
export function describeTrace(trace: Trace): readonly string[] {
  return trace.flatMap(describeStep)
}

/** The lines of one step: the action, and its events indented below it. */
export function describeStep(step: TraceStep): readonly string[] {
  const events = [...step.events.map(describeEvent), ...omittedFrom(step)].map((line) => `    ${line}`)
  switch (step.kind) {
    case 'opened':
      return [`given ${describeOpening(step.opening)}`, ...events]
    case 'acted':
      return [describeAction(step.action), ...events]
    case 'closed':
      return events.length === 0 ? [] : ['in the end', ...events]
  }
}

/** A remark on the events that the trace does not keep. */
export const omittedFrom = ({ omitted }: TraceStep): readonly string[] =>
  omitted === undefined ? [] : [`… (${counted(omitted, 'more event')})`]

function describeOpening({ role, setup }: Opening): string {
  const fields = Object.entries(setup).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? quote(value) : JSON.stringify(value)}`,
  )
  return `role ${role}${fields.length === 0 ? '' : ` with ${fields.join(', ')}`}`
}
