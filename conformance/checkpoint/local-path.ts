import { UsageError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'

/** The path of a checkpoint that the user names as a path or with `file:`. @throws UsageError for any other scheme */
export function localPath(named: string): string {
  const [, scheme] = /^([a-z][\w+.-]+):\/\//i.exec(named) ?? []
  if (scheme !== undefined && scheme.toLowerCase() !== 'file') {
    throw new UsageError(
      `${placeIn(named)}: not on this machine (a command that reads it is wanted, such as --via 'hdfs dfs')`,
    )
  }
  const path = named.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?/i, '').replace(/(?<=.)\/+$/, '')
  if (path === '') throw new UsageError('the name of a checkpoint is empty (a folder is wanted)')
  return path
}
