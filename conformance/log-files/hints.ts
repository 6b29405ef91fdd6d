import { basename, dirname } from 'node:path'
import type { ReadingHint } from '../production-logs/report/check-report.ts'
import type { Look } from './look-at.ts'

/** What of the files that are no logs another option takes: the checkpoints first. */
export function hintsOf(
  files: readonly { readonly path: string; readonly look: Pick<Look, 'isEventLog'> }[],
): readonly ReadingHint[] {
  const eventLogs = files.flatMap(({ path, look }) => (look.isEventLog ? [path] : []))
  return [
    ...checkpointsAmong(files.map(({ path }) => path)).map((path) => ({ kind: 'checkpoint', path }) as const),
    ...[...Map.groupBy(eventLogs, dirname)].map(([folder, own]) => {
      const [only, second] = own
      const isOne = only !== undefined && second === undefined && !basename(folder).startsWith('eventlog_v2_')
      return { kind: 'event log', path: isOne ? only : folder } as const
    }),
  ]
}

/** The checkpoint directories whose files are among these: each has at least two of what a query makes there. */
export function checkpointsAmong(paths: readonly string[]): readonly string[] {
  const found = new Map<string, Set<string>>()
  for (const path of paths) {
    const [, folder = '.', metadata, log] =
      /^(?:(.*)\/)?(?:(metadata)|(offsets|commits)\/\d{1,18})$/.exec(path.replaceAll('\\', '/')) ?? []
    const what = metadata ?? log
    if (what !== undefined) found.set(folder, (found.get(folder) ?? new Set()).add(what))
  }
  return [...found].flatMap(([folder, whats]) => (whats.size > 1 ? [folder === '' ? '/' : folder] : []))
}
