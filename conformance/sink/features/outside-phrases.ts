import { type OutageStep, type OutsideStep, outageWords } from '../schedules/outside.ts'
import { fixed, type Phrase } from './phrase.ts'

const outage = (moment: OutageStep['moment']): Phrase<OutsideStep> =>
  fixed<OutsideStep>(
    outageWords[moment],
    { kind: 'outage', moment },
    (step) => step.kind === 'outage' && step.moment === moment,
  )

/** Steps of both modes that are outside of the query. */
export const outsidePhrases: readonly Phrase<OutsideStep>[] = [
  outage('begins'),
  outage('ends'),
  fixed<OutsideStep>('the query is restarted', { kind: 'restart' }, ({ kind }) => kind === 'restart'),
]
