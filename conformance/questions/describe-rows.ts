import { describeAction } from '../phrases/describe-action.ts'
import type { RowsAnswer, RowsQuestion } from './ask-rows.ts'

/** The answer in a line, and what leads to it, a line each. */
export function describeRowsAnswer({ of, sink, circumstance }: RowsQuestion, answer: RowsAnswer): string {
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
