import type { CellStanding } from './matrix.ts'

/** The class that colours a standing. The page shows a sign and its word, too. */
export function toneOf(standing: CellStanding): string {
  switch (standing) {
    case 'holds':
      return 'good'
    case 'deviates':
      return 'known'
    case 'unspecified':
      return 'unspecified'
    case 'fails':
      return 'bad'
    case 'not-observable':
    case 'not-supported':
    case 'not-run':
      return 'soft'
  }
}
