import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { killAllChildren } from '../../src/adapters/stdio/live-children.ts'
import { roles } from '../../src/contract/roles.ts'
import { oneFile } from '../cli/fixtures/one-file.ts'
import type { SmokeResult } from './finding.ts'
import { faultsOfLines } from './fixtures/faults-of-lines.mjs'
import { faultsOfSubjects } from './fixtures/faults-of-subjects.mjs'
import { beginning } from './session-checks.ts'
import { checksOf, smoke, strayCheck } from './smoke.ts'
import { reportText } from './smoke-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-smoke-'))
let program = ''
beforeAll(async () => {
  program = await oneFile(fileURLToPath(new URL('fixtures/faulty.mjs', import.meta.url)), folder)
})
afterAll(() => {
  killAllChildren()
  rmSync(folder, { recursive: true })
})

async function smokeOf(fault: string, onStderr?: () => void) {
  const options = { command: process.execPath, args: [program, fault], timeoutSeconds: 3_600, onStderr }
  const result = await smoke(options)
  return { result, text: reportText([], result) }
}

const reported = new Map<string, ReturnType<typeof smokeOf>>()

/** The same, once per fault: all tests that look at a fault share one report. */
function smokeOnce(fault: string) {
  const report = reported.get(fault) ?? smokeOf(fault)
  reported.set(fault, report)
  return report
}

const withoutRole = (check: string) => check.replace(/^(planner|operator|task|coordinator|query): /, '')

/** The checks that are not ok for the driver with this fault, each once, without its role. */
function notOk(result: SmokeResult): readonly string[] {
  if (result.kind === 'could-not-run') throw new Error(result.reason)
  const bad = result.findings.filter(({ outcome }) => outcome.kind === 'not-ok').map(({ check }) => withoutRole(check))
  return [...new Set(bad)]
}

const early = ['a call before initialize is refused', 'a protocol that there is not is refused']
const identity = 'initialize says who the driver is and what it offers'
const edition = 'the edition is one that the kit knows'
const closeNothing = 'close with nothing open does nothing'
const applyNothing = 'apply with nothing open is refused'
const usable = 'can be opened, used and closed'
const openAgain = 'can be opened again without close'
const stepEach = 'several actions in one call have a step each'
const midway = 'can be closed in the middle of its life'
const inItsStep = 'each event is in the step of its action'
const same = 'the same actions have the same events'
const manyCalls = 'one call or many make no difference to the events'
const clean = 'nothing of a subject is left in the next one'
const together = 'actions together have one step with the events of both'
const handled = 'an error that the kit injects is no error reply'
const once = 'a fault strikes once'
const replaced = 'a second fault replaces one that has not struck'
const gone = 'a fault that has not struck is gone with its subject'
const noneOfThem = 'a call with a bad action does none of its actions'
const senseless = 'an action that makes no sense now is refused'
const longLine = 'a line of 16 MiB is answered'
const lineFeed = 'only a line feed ends a line'
const text = 'text comes back as it was sent'
const longText = 'a long text comes back as it was sent'
const numbers = 'numbers past 2^31 come back as they were sent'
const newProcess = 'a new process of the driver has the same events'
const shutdown = 'shutdown is answered, and the program exits'
const endOfInput =
  'the program ends by itself when its standard input ends, so that it does not outlive a kit that was killed'

const bad = [
  noneOfThem,
  senseless,
  'an action that there is not is refused',
  'an action of another role is refused',
  'a field of a wrong type is refused',
  'apply without actions is refused',
]
const badSession = [
  'a method that there is not is refused',
  'a line that is not JSON is refused',
  'a line that is no call is refused',
  lineFeed,
]
const badOpening = [
  'is not offered, and says so',
  'a role that there is not is refused',
  'open without a setup is refused',
  'a setup of a wrong type is refused',
]
const mistakes = [...early, applyNothing, ...badSession, ...bad, ...badOpening]

/** What each fault breaks; the first is what the report begins with, and `…` stands for whatever else follows from it. */
const rows: readonly (readonly [fault: string, first: string | undefined, others: readonly string[] | '…'])[] = [
  ['none', undefined, []],
  ['a banner', strayCheck, []],
  ['a debug line before each answer', strayCheck, []],
  ['answers twice', strayCheck, [shutdown]],
  ['sends a call', strayCheck, []],
  ['says more after shutdown', strayCheck, [shutdown]],
  ['counts the calls', identity, early],
  ['claims a role twice', identity, []],
  ['no version', identity, []],
  ['is ready before initialize', early[0], [early[1] ?? '']],
  ['an edition of its own', edition, []],
  ['claims too much', usable, [badOpening[0] ?? '']],
  ['no refusals', early[0], mistakes.slice(1)],
  ['one code for all refusals', early[0], mistakes.slice(1)],
  ['dies of a refusal', early[0], [...mistakes.slice(1), handled, once, replaced]],
  ['forgets the subject after a refusal', noneOfThem, [once, replaced, ...bad.slice(2)]],
  ['does the actions before a bad one', noneOfThem, []],
  ['does what makes no sense', senseless, []],
  ['one step for all actions', inItsStep, '…'],
  ['a step for no actions', together, '…'],
  ['dies of each action', usable, '…'],
  ['reports each event one step late', inItsStep, '…'],
  ['reports commits one step late', inItsStep, []],
  ['reports the end of a call at close', manyCalls, []],
  ['loses the rows of short calls', manyCalls, [together]],
  ['never the same twice', same, [manyCalls, clean, together, noneOfThem, newProcess]],
  ['another answer in each process', newProcess, []],
  ['another identity in each process', 'a new process of the driver says the same of itself', []],
  ['numbers tasks from 1', 'taskId counts the tasks of a subject from 0', []],
  ['commit messages of its own', 'the writer of the driver makes the commit messages', []],
  ['a step for each action inside of together', together, []],
  ['only the first action of together', together, []],
  ['opens once', openAgain, [clean, gone]],
  ['goes on with the subject before', clean, [gone]],
  ['cannot close a subject that works', inItsStep, '…'],
  ['closes nothing', applyNothing, []],
  ['has a last word at each close', closeNothing, []],
  ['injects no faults', once, [replaced]],
  ['an injected error is an error reply', handled, []],
  ['a fault strikes for ever', once, [replaced]],
  ['a list of faults', replaced, []],
  ['keeps the fault of the subject before', gone, []],
  ['a fault with an event of its own', once, []],
  ['reads lines of 64 KiB', longLine, [longText]],
  ['reads lines of 1 MiB', longLine, [longText]],
  ['dies at once of a deep line', 'a line 200 levels deep is answered', []],
  ['ends lines at carriage returns', lineFeed, []],
  ['ends lines at U+2028', lineFeed, [text]],
  ['decodes pieces', longText, []],
  ['32-bit numbers', numbers, []],
  ['ASCII only', text, [longText]],
  ['exits with 1', shutdown, []],
]

/** These need a clock that runs ahead. */
const atTheLimit = ['flushes at the end', 'stays after shutdown and at the end of the input']

test.concurrent.each(rows)('a driver with this fault is found out: %s', async (fault, first, others) => {
  const { result, text } = await smokeOnce(fault)
  const headline = text.split('\n')[0] ?? ''
  expect(headline.replace(/^✗ (planner|operator|task|coordinator|query): /, '✗ ')).toContain(
    first === undefined ? '✓ the driver keeps the protocol' : `✗ ${first} (without it `,
  )
  const found = notOk(result)
  if (others !== '…') expect(found.toSorted()).toEqual([...(first ? [first] : []), ...others].toSorted())
})

test('each fault of the fixtures has a row', () => {
  const faults = ['none', ...Object.keys(faultsOfLines({})), ...Object.keys(faultsOfSubjects({}))]
  expect([...rows.map(([fault]) => fault), ...atTheLimit].toSorted()).toEqual(faults.toSorted())
})

test('each check has a driver that it alone, or before all others, finds out', () => {
  const caught = new Set(rows.flatMap(([, first = '', others]) => [first, ...(others === '…' ? [] : others)]))
  const checks = [strayCheck, ...[...beginning, ...checksOf(roles)].map(({ check }) => withoutRole(check))]
  const seenOtherwise = ['no actions have no steps', stepEach, midway, endOfInput]
  expect(checks.filter((check) => !caught.has(check) && !seenOtherwise.includes(check))).toEqual([])
})

test.each([
  ['a step for no actions', 'no actions have no steps'],
  ['one step for all actions', stepEach],
  ['cannot close a subject that works', midway],
])('the fault %s is found out by the check that %s', async (fault, check) => {
  expect(notOk((await smokeOnce(fault)).result)).toContain(check)
})

/** Lets the time limit pass when the driver has said on standard error that it waits. */
function limitThatPasses() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  return async () => {
    // The event loop looks at what was said before this: the answer to shutdown.
    for (let phase = 0; phase < 2; phase++) await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(3_600_000)
  }
}

test('a driver that does not leave is found out at the limit', async () => {
  const pass = limitThatPasses()
  const { result } = await smokeOf('stays after shutdown and at the end of the input', () => void pass())
  expect(notOk(result)).toEqual([shutdown, endOfInput])
})

test('a driver that flushes at the end of its input only is told to flush after each line', async () => {
  const pass = limitThatPasses()
  const { result, text } = await smokeOf('flushes at the end', () => void pass())
  expect(result.kind).toBe('could-not-run')
  expect(text.split('\n')[0]).toBe(
    'the driver could not be run: no answer within 3600 s (the limit that --timeout sets); it came when the standard input ended: flush standard output after each line',
  )
})

test('a program that cannot be started could not be checked', async () => {
  const result = await smoke({ command: 'no-such-command', args: [], timeoutSeconds: 3_600 })
  expect(result).toEqual({
    kind: 'could-not-run',
    reason: 'the command "no-such-command" was not found; tried: no-such-command',
    stderr: '',
  })
})
