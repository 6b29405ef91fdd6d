import { type EditionName, isEditionName } from '../../../src/reference/editions.ts'

/** The edition of a release, such as `spark-3.5` for 3.5.8; undefined if there is none. */
export function editionOfRelease(release: string): EditionName | undefined {
  const [, line = ''] = /^(\d+\.\d+)(?:\.|-|$)/.exec(release) ?? []
  const name = `spark-${line}`
  return isEditionName(name) ? name : undefined
}
