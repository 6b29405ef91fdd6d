import type { CauseReport } from './report.ts'

/**
 * The first line of a failure, without its sign: `EC-45 not seen: the query adds the offsets of epoch 5 (also breaks EC-44)`. Without a
 * requirement it is what is wrong alone.
 */
export function headlineOf({ requirements, alsoBroken = [], says }: Headline): string {
  const also = alsoBroken.length === 0 ? '' : ` (also breaks ${alsoBroken.join(', ')})`
  return [requirements.join(', '), `${says}${also}`].filter((part) => part !== '').join(' ')
}

/** What a headline says of a cause, or of a diagnosis. */
export type Headline = Pick<CauseReport, 'requirements' | 'alsoBroken' | 'says'>
