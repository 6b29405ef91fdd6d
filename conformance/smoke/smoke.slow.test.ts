import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { killAllChildren } from '../../src/adapters/stdio/live-children.ts'
import { smoke } from './smoke.ts'

const program = fileURLToPath(new URL('fixtures/faulty.mjs', import.meta.url))

/** The checks that are not ok for the driver with this fault; what each role is checked for is told of once. */
async function notOk(fault: string, onStderr?: () => void): Promise<readonly string[]> {
  onTestFinished(killAllChildren)
  const result = await smoke({ command: process.execPath, args: [program, fault], timeoutSeconds: 3_600, onStderr })
  if (result.kind === 'could-not-run') throw new Error(result.reason)
  const bad = result.findings.filter(({ outcome }) => outcome.kind === 'not-ok').map(({ check }) => check)
  return [...new Set(bad.map((check) => check.replace(/^(planner|operator|task|coordinator): /, 'each role: ')))]
}

const mistakesInApply = [
  'each role: an action that there is not is refused',
  'each role: an action of another role is refused',
  'each role: a field of a wrong type is refused',
  'each role: apply without actions is refused',
]

const mistakes = [
  'a protocol that there is not is refused',
  'apply with nothing open is refused',
  'a method that there is not is refused',
  'a line that is not JSON is refused',
  ...mistakesInApply,
  'query: is not offered, and says so',
  'a role that there is not is refused',
  'each role: open without a setup is refused',
  'each role: a setup of a wrong type is refused',
]

test.each<[string, readonly string[]]>([
  ['none', []],
  ['a banner', ['nothing but answers comes on standard output']],
  ['a debug line before each answer', ['nothing but answers comes on standard output']],
  ['no refusals', mistakes],
  ['one code for all refusals', mistakes],
  ['dies of a refusal', mistakes],
  ['forgets the subject after a refusal', mistakesInApply],
  [
    'one step for all actions',
    [
      'each role: several actions in one call have a step each',
      'each role: the same actions have the same events',
      'each role: can be closed in the middle of its life',
      'text comes back as it was sent',
      'numbers past 2^31 come back as they were sent',
    ],
  ],
  ['a step for no actions', ['each role: no actions have no steps']],
  ['a step for each action inside of together', ['each role: actions together have one step']],
  ['never the same twice', ['each role: the same actions have the same events']],
  ['32-bit numbers', ['numbers past 2^31 come back as they were sent']],
  ['ASCII only', ['text comes back as it was sent']],
  ['opens once', ['each role: can be opened again without close']],
  ['claims a role twice', ['initialize says who the driver is and what it offers']],
  ['claims too much', ['query: can be opened, used and closed', 'each role: is not offered, and says so']],
  ['no version', ['initialize says who the driver is and what it offers']],
  ['exits with 1', ['shutdown is answered, and the program exits']],
])('a driver with this fault is found out: %s', async (fault, checks) => {
  expect(await notOk(fault)).toEqual(checks)
})

test('a driver that does not leave is found out at the limit', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const pastTheLimit = async () => {
    // The event loop looks at what was said before this: the answer to shutdown.
    for (let phase = 0; phase < 2; phase++) await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(3_600_000)
  }
  const checks = notOk('stays after shutdown and at the end of the input', () => void pastTheLimit())
  expect(await checks).toEqual([
    'shutdown is answered, and the program exits',
    'the program ends by itself when its standard input ends, so that it does not outlive a kit that was killed',
  ])
})

test('a program that cannot be started could not be checked', async () => {
  const result = await smoke({ command: 'no-such-command', args: [], timeoutSeconds: 3_600 })
  expect(result).toEqual({
    kind: 'could-not-run',
    reason: 'the command "no-such-command" was not found; tried: no-such-command',
    stderr: '',
  })
})
