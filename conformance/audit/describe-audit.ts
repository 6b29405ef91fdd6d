import { describeAction } from '../gherkin/describe-action.ts'
import type { RowFaultResult, RowFaultSearch } from './search-row-faults.ts'

/** The answer in a line, and what leads to it, a line each. */
export function describeRowFaults({ of, sink, circumstance }: RowFaultSearch, answer: RowFaultResult): string {
  const asked = `${circumstance.name}; a sink where ${sink}: `
  switch (answer.kind) {
    case 'no':
      return `${asked}no row is ${of}, in ${answer.states.toLocaleString('en')} states`
    case 'yes': {
      const steps = answer.walk.steps.map(({ action }) => `    ${describeAction(action)}`)
      return [`${asked}${answer.row} is ${of}, by ${steps.length} steps`, ...steps].join('\n')
    }
  }
}
