import { type CellStanding, cellStandings } from './matrix.ts'

/** One sign for a standing, and what it means. */
export interface Sign {
  readonly standing: CellStanding
  readonly sign: string
  readonly meaning: string
}

const signs: Readonly<Record<CellStanding, Omit<Sign, 'standing'>>> = {
  holds: { sign: '✓', meaning: 'holds' },
  deviates: { sign: '≠', meaning: 'deviates: it is known what happens instead, and where that is to be read' },
  unspecified: {
    sign: '○',
    meaning: 'unspecified: the page says nothing, and something else happens than where it was observed',
  },
  fails: { sign: '✗', meaning: 'fails' },
  'not-observable': { sign: '·', meaning: 'not observable: no event shows it, or it was never seen there' },
  'not-supported': { sign: '–', meaning: 'not supported: the driver cannot show it there' },
  'not-run': { sign: '?', meaning: 'not run' },
}

export const signOf = (standing: CellStanding): string => signs[standing].sign

/** Every sign, in the order of the legend. */
export const legend: readonly Sign[] = cellStandings.map((standing) => ({ standing, ...signs[standing] }))
