import type { ProcessLog } from './applications.ts'
import { gapsIn } from './gaps.ts'
import type { Look } from './look-at.ts'
import { inOrder, logOf } from './sequences.ts'

/** A file, and what its beginning says. */
export interface LookedAt {
  readonly path: string
  readonly look: Look
}

/** The files by the log of which they are parts. `isThere`: a file of this name was seen, and has no lines. */
export function processLogs(
  files: readonly LookedAt[],
  isThere: (path: string) => boolean = () => false,
): readonly ProcessLog[] {
  return [...Map.groupBy(files, ({ path }) => logOf(path))].map(([name, parts]) => {
    const looks = parts.map(({ look }) => look)
    const inOrderOfParts = inOrder(parts.map(({ path, look }) => ({ path, stamp: look.stamp })))
    const ordered = inOrderOfParts.map(({ path }) => path)
    const only = ordered.length === 1 ? ordered[0] : undefined
    const roles = looks.map(({ role }) => role)
    return {
      name: only ?? name,
      files: ordered,
      gaps: gapsIn(ordered, isThere),
      role: roles.includes('driver') ? 'driver' : roles.includes('executor') ? 'executor' : 'unknown',
      namesSpark: looks.some(({ namesSpark }) => namesSpark),
      stamp: inOrderOfParts[0]?.stamp,
      application: looks.find(({ application }) => application !== undefined)?.application,
    }
  })
}
