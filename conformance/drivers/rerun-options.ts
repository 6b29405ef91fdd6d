import type { EditionName } from '../../src/reference/editions.ts'

/** The default time limit of one call, in seconds. */
export const usualTimeout = 60

/** The options that the user gave, and without which a case would run differently. */
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
