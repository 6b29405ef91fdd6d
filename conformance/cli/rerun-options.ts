import type { Edition } from '../requirements/edition.ts'

/** The default time limit of one call, in seconds. */
export const usualTimeout = 60

/** The options that the user gave, and without which a case would run differently. */
export function rerunOptions({
  edition,
  timeout,
}: {
  readonly edition: Edition | undefined
  readonly timeout: number
}): readonly string[] {
  return [
    ...(edition === undefined ? [] : ['--edition', edition.name]),
    ...(timeout === usualTimeout ? [] : ['--timeout', String(timeout)]),
  ]
}
