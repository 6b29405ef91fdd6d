import type { Role } from '../../src/contract/roles.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { counted } from '../counted.ts'
import type { Standing } from '../report/report.ts'
import { editionOf } from '../requirements/edition.ts'
import type { VerdictKind } from '../suite/verdict.ts'

// What the words of a report mean, for a reader who knows neither the kit nor the pages.

export const verdictWords: Readonly<Record<VerdictKind, string>> = {
  passed: 'the implementation does what the scenario expects',
  deviates: 'the implementation differs from the page in the way that the edition names',
  unspecified: 'the page says nothing here, so the edition accepts any behaviour that breaks no requirement',
  failed: 'the implementation does what a requirement does not allow, or leaves out what it requires',
  'passed-unexpectedly': 'the edition says that the implementation deviates here, and it does not',
  crashed: 'the driver failed: its process ended, or its reply broke the protocol',
  'timed-out': 'the driver did not reply within the time limit of a call',
  'not-supported': 'the driver says that it cannot run the scenario, so nothing was checked',
  'not-run': 'the scenario was planned and did not run',
}

export const standingWords: Readonly<Record<Standing, string>> = {
  holds: 'its scenarios ran, and the implementation does what it says',
  fails: 'a scenario or a generated case of it fails',
  deviates: 'the implementation differs from it in the way that the edition names',
  unspecified:
    'the page says nothing here, the edition accepts it, and the implementation does something else than Spark',
  'not-seen': 'its scenarios were planned, and none of them came to it',
  'not-selected': 'the run had no scenario of it',
  untestable: 'no driver can show it',
}

export const roleWords: Readonly<Record<Role, string>> = {
  planner: 'plans the write',
  operator: 'makes the writers ready and runs the job',
  task: 'writes and commits the rows of one partition',
  coordinator: 'decides when an epoch is complete, and commits it',
  query: 'all parts together, with stop and restart',
}

/** What an edition is, in one sentence. */
export function describeEdition(name: EditionName): string {
  const { deviations } = editionOf(name)
  if (deviations.size === 0) return `Edition ${name} is the pages as they are written.`
  return `Edition ${name} is the pages with ${counted(deviations.size, 'known deviation')}: ${[...deviations].join(', ')}.`
}
