import { type CellStanding, cellStandings } from './matrix.ts'

/** The sign of a standing, with its meaning. */
export interface Sign {
  readonly standing: CellStanding
  readonly sign: string
  readonly meaning: string
}

const signs: Readonly<Record<CellStanding, Omit<Sign, 'standing'>>> = {
  holds: { sign: '✓', meaning: 'holds' },
  deviates: { sign: '≠', meaning: 'deviates, in a known way: see the details below the tables' },
  unspecified: {
    sign: '○',
    meaning:
      'unspecified: the page says nothing, and the implementation does something else than where it was observed',
  },
  fails: { sign: '✗', meaning: 'fails' },
  'not-observable': { sign: '·', meaning: 'not observable: no event shows it, or no scenario came to it' },
  'not-supported': { sign: '–', meaning: 'not supported by the driver' },
  'not-run': { sign: '?', meaning: 'not run' },
}

export const signOf = (standing: CellStanding): string => signs[standing].sign

/** Every sign, in the order of the legend. */
export const legend: readonly Sign[] = cellStandings.map((standing) => ({ standing, ...signs[standing] }))
