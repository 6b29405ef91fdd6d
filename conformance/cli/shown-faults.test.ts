import { expect, it } from 'vitest'
import { shownFaults } from '../production-logs/telling/shown-faults.ts'
import { reproduceCommand } from '../production-logs/telling/tokens.ts'
import { cwc } from './fixtures/cwc.ts'

/** One of each role and edition: each starts a process. */
const some = new Map(
  Object.values(shownFaults).map((fault) => [`${fault.token.split(':')[0]} ${fault.edition}`, fault] as const),
)

it.each([...some.values()])('the command that a report prints runs as it is printed: $token', async (fault) => {
  const [, , ...words] = reproduceCommand(fault).split(' ')
  const { code, out, err } = await cwc(words)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain(`agrees with edition ${fault.edition}.`)
  if (fault.when !== undefined) expect(out).toContain(`\n${fault.when}\n`)
})
