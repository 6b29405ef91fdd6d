import type { EditionName } from '../../src/reference/editions.ts'
import { markOtherPrograms } from '../log-files/other-programs.ts'
import { type LogPart, reportInParts } from '../log-files/parts.ts'
import { createApplication } from '../production-logs/application.ts'
import type { CheckReport, UnreadLog } from '../production-logs/report/check-report.ts'
import type { DigestLine } from './digest.ts'
import { createReplay, type Replay } from './replay.ts'

/** The verdict on one application. */
export interface JudgedApplication {
  readonly report: CheckReport
  /** Files that break off: sentences. */
  readonly notes: readonly string[]
}

/** Judges one application by the digests of its logs. */
export interface ApplicationJudge {
  /** Takes the next line: logs in the order of the plan, the lines of each in their order. */
  readonly take: (line: DigestLine) => void
  readonly end: () => JudgedApplication
}

/** Memory is bounded as by the single process: what is taken is judged at once. */
export function createJudge(edition?: EditionName): ApplicationJudge {
  const application = createApplication()
  const layouts = new Map<string, string | undefined>()
  const parts = new Map<string, readonly LogPart[]>()
  const unread: UnreadLog[] = []
  const notes: string[] = []
  const others = new Set<string>()
  let id: string | undefined
  let open: { readonly name: string; readonly replay: Replay } | undefined
  const close = (why: string) => {
    if (open !== undefined) unread.push({ file: open.name, why })
    open = undefined
  }
  return {
    take(line) {
      switch (line.kind) {
        case 'log':
          close('its worker ended before the log did')
          id ??= line.id
          if (line.isOfOther === true) others.add(line.name)
          unread.push(...line.unread)
          open = { name: line.name, replay: createReplay(application, line.name) }
          return
        case 'gap':
          if (open !== undefined) application.seeGap(open.name, line.before, line.missing)
          return
        case 'records':
          open?.replay.take(line.items)
          return
        case 'end':
          if (open === undefined) return
          open.replay.end(line)
          layouts.set(open.name, line.layout)
          parts.set(open.name, line.parts)
          unread.push(...line.unread)
          open = undefined
          return
        case 'unread':
          close(line.why)
      }
    },
    end() {
      close('its worker ended before the log did')
      const report = markOtherPrograms(
        reportInParts(
          application.report((name) => layouts.get(name), edition),
          parts,
        ),
        others,
      )
      return {
        report: {
          ...(id === undefined ? {} : { id }),
          ...report,
          ...(unread.length === 0 ? {} : { unread }),
        },
        notes,
      }
    },
  }
}
