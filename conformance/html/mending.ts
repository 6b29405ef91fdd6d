import type { CauseReport } from '../report/report.ts'

/** Where a cause has to be mended, in a few words and in a clause. */
export interface Mending {
  readonly short: string
  readonly says: string
}

/** Where a cause has to be mended, as far as the kit can tell. */
export function mendingOf({ kind, requirements }: Pick<CauseReport, 'kind' | 'requirements'>): Mending {
  switch (kind) {
    case 'behaviour':
      return {
        short: 'in the implementation',
        says: 'in the implementation, which does what the requirement does not allow',
      }
    case 'passed-unexpectedly':
      return {
        short: 'in the edition that is named',
        says: 'in the choice of the edition (--edition), if the implementation is right: it keeps the page where this edition says that it deviates',
      }
    case 'refused':
      return requirements.length === 0
        ? driver('in the driver, which refuses what it has to do')
        : driver('in the driver, which replies with an error where it has to show what the implementation does')
    case 'off-protocol':
      return driver('in the driver, which breaks the protocol')
    case 'crashed':
      return driver('in the driver, or in the implementation inside it: the process ended')
    case 'timed-out':
      return driver('in the driver, or in the implementation inside it: no reply came in time')
  }
}

const driver = (says: string): Mending => ({ short: 'in the driver', says })
