import { counted } from '../../counted.ts'
import type { Gap } from '../answer/sink-trial.ts'
import { firstNames } from './first-names.ts'

/** Why the answer is not that of all scenarios and schedules, in one line, with the first three of each kind. */
export const describeGaps = (gaps: readonly Gap[]): string =>
  `not all has an answer: ${gaps.map(describeGap).join('; ')}`

function describeGap({ kind, count, names }: Gap): string {
  const first = firstNames(names)
  switch (kind) {
    case 'interrupted':
      return 'the command was interrupted'
    case 'scenarios not run':
      return `${counted(count, 'scenario')} not run${first}`
    case 'scenarios broken':
      return `${counted(count, 'scenario')} not run to the end${first}`
    case 'scenarios without a row':
      return `no row was committed in ${counted(count, 'scenario')}${first}, and only a committed row can be lost`
    case 'schedules broken':
      return `${counted(count, 'generated schedule')} not run to the end${first}`
  }
}
