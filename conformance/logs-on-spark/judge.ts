import { createApplication } from '../production-logs/application.ts'
import type { CheckReport } from '../production-logs/check-report.ts'
import { applicationOf } from './applications.ts'
import type { DigestLine } from './digest.ts'
import { createReplay } from './replay.ts'
import type { Spool } from './spool.ts'

/** The verdict on one application. */
export interface JudgedApplication {
  readonly application: string
  readonly report: CheckReport
  /** Files of which nothing was judged. */
  readonly unread: readonly { readonly file: string; readonly why: string }[]
}

/** The digest of one file, as it came from the worker that read the file. */
export interface FileDigest {
  readonly name: string
  readonly last: DigestLine | undefined
  readonly lines: Spool
}

/** Judges the digests of one application: the files of executors first, then those of the driver, as the single process does. */
export function judgeApplication(digests: readonly FileDigest[]): JudgedApplication {
  const application = createApplication()
  const layouts = new Map<string, string | undefined>()
  const unread: { file: string; why: string }[] = []
  for (const { name, last, lines } of digests.toSorted((one, other) => rankOf(one) - rankOf(other))) {
    if (last?.kind !== 'end') {
      unread.push({ file: name, why: last?.kind === 'unread' ? last.why : 'the worker ended before the file did' })
      continue
    }
    const replay = createReplay(application, name)
    for (const line of lines.lines()) replay.take(JSON.parse(line) as DigestLine)
    layouts.set(name, last.layout)
  }
  return {
    application: applicationOf(digests[0]?.name ?? ''),
    report: application.report((file) => layouts.get(file)),
    unread,
  }
}

const rankOf = ({ last }: FileDigest) =>
  last?.kind === 'end' && (last.role === 'driver' || last.role === 'both') ? 1 : 0
