import { type AbsenceTable, kind } from './table.ts'

export const operatorAbsences: AbsenceTable = {
  'no job is submitted': kind('job-submitted', 'task-started'),
  'the operator has not returned': kind('returned', 'threw'),
  'the operator throws nothing': kind('threw'),
  'the operator asks nothing': kind('asked'),
  'the operator makes no writer factory': kind('writer-factory-created'),
}
