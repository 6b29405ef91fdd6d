import type { PlainError } from '../../../src/contract/values.ts'
import { errorOf, itemsOf, sameItems } from '../words.ts'
import { causes, type EventPhraseTable, isError, logged, of } from './table.ts'

const operator = 'operator'

/** Whether an error has this type and names the other error in its message, as a failed job names the error of its task. */
function isNamedBy(named: PlainError, type: string, thrown: PlainError | undefined): boolean {
  const text = thrown?.message ?? ''
  return thrown?.type === type && text.includes(named.type) && text.includes(named.message ?? '')
}

/** Phrases for the events of the operator. A type begins with a capital, so no absence such as `asks nothing` matches. */
export const operatorEvents: EventPhraseTable = {
  'the operator describes itself with the output columns {list} and {number} (?:child|children)': (g) =>
    of('described', operator, (e) => {
      return e.actor === 'operator' && sameItems(e.output, itemsOf(g.text(1))) && e.children === g.number(2)
    }),
  'the operator describes itself with no output columns': () =>
    of('described', operator, (e) => e.actor === 'operator' && e.output.length === 0),
  'the operator describes itself with {number} (?:child|children)': (g) =>
    of('described', operator, (e) => e.actor === 'operator' && e.children === g.number(1)),
  'the operator makes the writer factory': () => of('writer-factory-created', operator),
  'the operator makes the writer factory for {number} partitions?': (g) =>
    of('writer-factory-created', operator, (e) => e.numPartitions === g.number(1)),
  'the operator executes its child': () => of('child-executed', operator),
  'the operator looks up the coordinator': () => of('coordinator-looked-up', operator),
  'the operator looks up the coordinator {string}': (g) =>
    of('coordinator-looked-up', operator, (e) => e.id === g.string(1)),
  'the operator looks up the coordinator with no id': () => of('coordinator-looked-up', operator, (e) => e.id === null),
  'the operator asks ([A-Z]\\w*)': (g) => of('asked', operator, (e) => e.message.type === g.text(1)),
  'the operator asks SetWriterPartitions for {number} partitions?': (g) =>
    of('asked', operator, (e) => {
      return e.message.type === 'SetWriterPartitions' && e.message.numPartitions === g.number(1)
    }),
  'the operator submits a job': () => of('job-submitted', operator),
  'the operator submits a job of {number} tasks?': (g) =>
    of('job-submitted', operator, (e) => e.partitions === g.number(1)),
  'the operator returns an RDD': () => of('returned', operator),
  'the operator returns an RDD of {number} partitions?': (g) =>
    of('returned', operator, (e) => e.partitions === g.number(1)),
  'the operator throws (?=[A-Z]){error}': (g) =>
    of('threw', operator, (e) => isError(errorOf(g.text(1), g.raw(2)), e.error)),
  'the operator throws (?=[A-Z]){error}, caused by {error}': (g) =>
    of('threw', operator, (e) => {
      const cause = errorOf(g.text(3), g.raw(4))
      return isError(errorOf(g.text(1), g.raw(2)), e.error) && causes(e.error).some((one) => isError(cause, one))
    }),
  'the operator throws (?=[A-Z]){error}, caused by {error}, caused by {error}': (g) =>
    of('threw', operator, (e) => {
      const chain = [1, 3, 5].map((at) => errorOf(g.text(at), g.raw(at + 1)))
      const seen = [e.error, ...causes(e.error)]
      return chain.every((wanted, depth) => seen[depth] !== undefined && isError(wanted, seen[depth]))
    }),
  'the operator throws an? (\\w+)': (g) => of('threw', operator, (e) => e.error.type === g.text(1)),
  'the operator throws an? (\\w+) because of an? (\\w+)': (g) =>
    of('threw', operator, (e) => e.error.type === g.text(1) && causes(e.error).some((one) => one.type === g.text(2))),
  'the operator throws an? (\\w+) because of {error}': (g) =>
    of('threw', operator, (e) => {
      const cause = errorOf(g.text(2), g.raw(3))
      return e.error.type === g.text(1) && causes(e.error).some((one) => isError(cause, one))
    }),
  'the operator throws an? (\\w+) because of an? (\\w+) that names {error}': (g) =>
    of('threw', operator, (e) => {
      return e.error.type === g.text(1) && isNamedBy(errorOf(g.text(3), g.raw(4)), g.text(2), e.error.cause)
    }),
  'the operator throws an? (\\w+) that names {error}': (g) =>
    of('threw', operator, (e) => isNamedBy(errorOf(g.text(2), g.raw(3)), g.text(1), e.error)),
  'the operator logs ([A-Z]+) {string}': (g) => logged(operator, g.text(1), g.string(2)),
}
