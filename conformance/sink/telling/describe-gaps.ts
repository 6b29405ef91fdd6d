import { counted } from '../../counted.ts'
import type { Gap } from '../answer/sink-trial.ts'

/** Why the answer is not that of all scenarios and schedules, in one line. */
export const describeGaps = (gaps: readonly Gap[]): string =>
  `not all has an answer: ${gaps.map(describeGap).join('; ')}`

function describeGap({ kind, count }: Gap): string {
  switch (kind) {
    case 'interrupted':
      return 'the command was interrupted'
    case 'scenarios not run':
      return `${counted(count, 'scenario')} not run`
    case 'scenarios broken':
      return `${counted(count, 'scenario')} not run to the end`
    case 'scenarios without a row':
      return `no row was committed in ${counted(count, 'scenario')}, and only a committed row can be lost`
    case 'schedules broken':
      return `${counted(count, 'generated schedule')} not run to the end`
  }
}
