import { type Finding, keptIf } from './finding.ts'
import { named, type SinkCase } from './sink-case.ts'
import type { SinkRequirement } from './sink-requirement.ts'

// What Spark owes each writer.

function* closedIsOver({ writers }: SinkCase): Iterable<Finding> {
  for (const writer of writers) {
    const close = writer.calls.find(({ kind }) => kind === 'close')
    if (close === undefined) continue
    const later = writer.calls.find(({ at }) => at > close.at)
    yield keptIf(
      later === undefined,
      later?.step ?? close.step,
      `${named(writer)} was called again (${later?.kind}) after it was closed`,
    )
  }
}

export const ofWriters: readonly SinkRequirement[] = [
  {
    id: 'SK-13',
    owedBy: 'spark',
    level: 'must',
    source: { file: 'DataWriter' },
    since: '3.0',
    says: 'Spark does not use a writer again after it has closed it.',
    intent: 'A sink gives back what a writer holds, such as a file, when it is closed.',
    judge: closedIsOver,
  },
]
