import type { EditionName } from '../../src/reference/editions.ts'

/** The time limit of one call, in seconds, unless the user gives another. */
export const usualTimeout = 60

/** The options without which a case would not run as it did: those that the user gave. */
export function rerunOptions({
  edition,
  timeout,
}: {
  readonly edition: EditionName | undefined
  readonly timeout: number
}): readonly string[] {
  return [
    ...(edition === undefined ? [] : ['--edition', edition]),
    ...(timeout === usualTimeout ? [] : ['--timeout', String(timeout)]),
  ]
}
