import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Role } from '../../src/contract/roles.ts'
import { packageRoot } from '../package-root.ts'
import type { RunReport } from '../report/report.ts'
import { run } from './actions/run.ts'
import { all } from './fixtures/bad-driver.mjs'
import { noneLeftWith, processesWith } from './fixtures/running-processes.ts'
import { unsafeIn } from './fixtures/unsafe-output.ts'

// Drivers that break their promises, one habit each, against three cases. The habit shows in the second case or in the whole session.
// The first and the third case must still have their verdicts.

const notJson = /apply is off the protocol at the whole line: it is not JSON: /
const wrong = (path: string, reason: string) => `the answer to apply is off the protocol at ${path}: ${reason}`
const offIn = (method: string, path: string, reason: string) =>
  `the answer to ${method} is off the protocol at ${path}: ${reason}`
const tooDeep = wrong('the whole line', 'it is nested more than 200 levels deep')
const tooLong = wrong('the whole line', 'it is longer than 16777216 bytes')
const tooMuch = wrong('the whole line', 'it is too much: more elements and fields')
const ownCall = wrong('the whole line', 'it is a call of "')
const silent = (method: string) => `no answer to ${method} within 2 s`
const crashed = (reason: string) => `the driver crashed: ${reason}`
const atStart = (reason: string) => `the implementation could not be run: ${reason}`
const offAtStart = (path: string, reason: string) =>
  atStart(`the answer to initialize is off the protocol at ${path}: ${reason}`)
const event = 'result.steps[0][0]'
const hostileBeginning = '\\u{1b}[2J\\u{1b}]0;owned\\u{7}'

type Row = readonly [habit: string, exit: number, verdicts: string, line: string | RegExp, seconds?: number]

const none = '-'
const good = 'passed passed passed'
const failed = 'passed failed passed'
const allFailed = 'failed failed failed'
const allCrashed = 'crashed crashed crashed'
const allTimedOut = 'timed-out timed-out timed-out'
/** The time limit for a driver that does not answer. Others have a limit that no machine reaches. */
const hangs = 2

const rows: readonly Row[] = [
  ['exits at once', 3, none, atStart(crashed('it exited with code 7 (in initialize)'))],
  ['is ended by a signal at once', 3, none, atStart(crashed('signal SIGKILL ended it (in initialize)'))],
  ['leaves without a word', 3, none, atStart(crashed('it exited with code 0 (in initialize)'))],
  ['hangs in initialize', 3, none, atStart(silent('initialize')), hangs],
  ['closes its output at the start', 3, none, atStart(crashed('it closed its standard output, and went on')), hangs],
  ['prints a banner', 3, none, offAtStart('the whole line', "it is not JSON: Unexpected token 'W'")],
  ['prints a banner with escapes', 3, none, `the line as it came: ${hostileBeginning}`],
  ['begins with a byte order mark', 3, none, 'it is not JSON: it begins with a byte order mark'],
  ['answers with a number', 3, none, offAtStart('the whole line', 'it is not an object')],
  ['answers with a list', 3, none, offAtStart('the whole line', 'it is not an object')],
  ['answers with null', 3, none, offAtStart('the whole line', 'it is not an object')],
  ['answers as JSON-RPC 1.0 does', 3, none, offAtStart('the whole line', 'it has a result and an error')],
  ['forgets the protocol', 3, none, offAtStart('result.protocol', 'nothing where 1 is wanted')],
  ['speaks protocol 2', 3, none, offAtStart('result.protocol', '2 where 1 is wanted')],
  ['has no name', 3, none, offAtStart('result.implementation.name', '"" where a text that is not empty is wanted')],
  ['has a number as its version', 3, none, offAtStart('result.implementation.version', '3 where a text is wanted')],
  ['offers no role', 3, none, offAtStart('result.roles', '[] where a list that is not empty is wanted')],
  ['offers a role twice', 3, none, offAtStart('result.roles[1]', '"coordinator" is there twice')],
  ['offers an unknown role', 3, none, offAtStart('result.roles[1]', '"__proto__" where one of "planner"')],
  ['claims an unknown edition', 3, none, `the driver claims edition "${hostileBeginning}`],
  ['claims the edition constructor', 3, none, /claims edition "constructor": no such edition .*\n`--edition NAME`/],
  ['has an identity with a prototype', 3, none, offAtStart('result.__proto__', 'there is no such field')],
  ['has a deep identity', 3, none, offAtStart('the whole line', 'it is nested more than 200 levels deep')],
  ['refuses to initialize', 3, none, atStart(`not supported: ${hostileBeginning}`)],
  ['dies with hostile words', 3, none, `its standard error ended:\n  ${hostileBeginning}`],
  ['has a hostile name', 0, good, `${hostileBeginning}`],
  ['has a name of a megabyte', 0, good, /x{100}… 1 conforms to edition document/],
  ['is good', 0, good, 'bad example 1 conforms to edition document'],

  ['exits in a call', 1, 'passed crashed passed', crashed('it exited with code 3 (in apply)')],
  ['is ended by a signal in a call', 1, 'passed crashed passed', crashed('signal SIGSEGV ended it (in apply)')],
  ['exits in the middle of a line', 1, 'passed crashed passed', crashed('it exited with code 0 (in apply)')],
  ['stops in the middle of a line', 1, 'passed timed-out passed', silent('apply'), hangs],
  ['hangs in apply', 1, 'passed timed-out passed', silent('apply'), hangs],
  ['ignores SIGTERM and hangs', 1, 'passed timed-out passed', silent('apply'), hangs],
  ['closes its output and lives', 1, 'passed crashed passed', 'it closed its standard output, and went on', hangs],
  // Whether the next call or the second answer is first cannot be told.
  ['answers twice', 1, failed, /no call was open|answer\.id: 8 where 9 is wanted/],
  ['answers the next call, too', 1, 'passed * passed', ''],
  ['answers another call', 1, failed, wrong('answer.id', '7 where 8 is wanted')],
  ['answers with the id as a text', 1, failed, wrong('answer.id', '"8" where a whole number is wanted')],
  ['answers without an id', 1, failed, wrong('answer.id', 'nothing where a whole number is wanted')],
  ['answers with the id null', 1, failed, wrong('answer.id', 'null where a whole number is wanted')],
  ['answers with an id past 2^53', 1, failed, wrong('answer.id', '9007199254740992 where a number of at most')],
  ['sends a notification', 1, failed, ownCall],
  ['sends a call', 1, failed, wrong('the whole line', 'it is a call of "log", and a driver only replies')],
  ['sends an empty line', 1, failed, notJson],
  ['sends a batch', 1, failed, wrong('the whole line', 'it is not an object')],
  ['sends a NUL', 1, failed, "Unexpected token '\\u{0}'"],
  ['sends a NUL in a text', 1, failed, notJson],
  ['sends UTF-16', 1, failed, notJson],
  ['sends invalid UTF-8', 1, failed, wrong('the whole line', 'it is not UTF-8')],
  ['sends two answers in one line', 1, failed, notJson],
  ['sends single quotes', 1, failed, notJson],
  ['sends NaN', 1, failed, notJson],
  ['sends a number of 1e300', 1, failed, wrong(`${event}.epoch`, '1e+300 where a number of at most')],
  ['sends a number of 1e999', 1, failed, wrong(`${event}.epoch`, 'null where a whole number is wanted')],
  ['sends 2^53 + 1', 1, failed, wrong(`${event}.epoch`, '9007199254740992 where a number of at most')],
  ['sends a negative number', 1, failed, wrong(`${event}.epoch`, '-1 where a number of at least 0 is wanted')],
  ['sends a fraction', 1, failed, wrong(`${event}.epoch`, '7.5 where a whole number is wanted')],
  ['sends a number as a text', 1, failed, wrong(`${event}.epoch`, '"7" where a whole number is wanted')],
  ['sends an answer 1,000 levels deep', 1, failed, tooDeep],
  ['sends an answer 10,000 levels deep', 1, failed, tooDeep],
  ['sends a cause 10,000 levels deep', 1, failed, tooDeep],
  ['sends a refusal with deep data', 1, failed, tooDeep],
  ['sends a line of 100 MB', 1, failed, tooLong],
  ['sends a line without an end', 1, failed, tooLong],
  ['sends lines without an end', 1, failed, notJson],
  ['sends a million wrong events', 1, failed, tooMuch],
  ['sends a million steps', 1, failed, tooMuch],
  ['sends a million unknown fields', 1, failed, tooMuch],
  ['forgets a field', 1, failed, wrong(`${event}.epoch`, 'nothing where a whole number is wanted')],
  ['invents a field', 1, failed, `is off the protocol at ${event}.${hostileBeginning}`],
  ['invents a kind', 1, failed, wrong(`${event}.kind`, '"\\u001b[2J')],
  ['invents an actor', 1, failed, wrong(`${event}.actor`, '"constructor" where "coordinator" is wanted')],
  ['sends a field __proto__', 1, failed, wrong(`${event}.__proto__`, 'there is no such field')],
  ['sends fewer steps than actions', 1, failed, wrong('result.steps', '0 steps for 1 actions')],
  ['sends more steps than actions', 1, failed, wrong('result.steps', '2 steps for 1 actions')],
  ['sends a step that is no list', 1, failed, wrong('result.steps[0]', '{} where a list is wanted')],
  ['sends the result null', 1, failed, wrong('result', 'null where an object is wanted')],
  ['sends the events of another method', 1, failed, wrong('result.steps', 'nothing where a list is wanted')],
  ['sends a result and an error', 1, failed, wrong('the whole line', 'it has a result and an error')],
  ['sends neither a result nor an error', 1, failed, wrong('the whole line', 'it has neither a result nor an error')],
  ['sends an error that is a text', 1, failed, wrong('answer.error', '"no" where an object is wanted')],
  ['sends an error without a message', 1, failed, wrong('answer.error.message', 'nothing where a text is wanted')],
  ['sends an error with a text as its code', 1, failed, wrong('answer.error.code', '"EIO" where a whole number')],
  ['refuses the call', 1, failed, `the driver refused the call (-32602): ${hostileBeginning}`],
  ['fails in the call', 1, failed, `the driver refused the call (-32603): ${hostileBeginning}`],
  ['refuses with 10 MB', 1, failed, /the driver refused the call \(-32602\): x{900,2000}…/],
  ['does not support the call', 0, 'passed not-supported passed', 'not-supported'],
  ['shows hostile texts', 1, failed, 'epoch 7'],
  ['shows a text of a megabyte', 1, failed, 'epoch 7'],
  ['shows 20,000 events', 1, failed, 'epoch 7'],
  ['logs a lone surrogate', 0, good, 'conforms'],
  ['ends its lines with CR LF', 0, good, 'conforms'],
  ['leaves a child that holds its output', 1, 'passed crashed passed', crashed('it exited with code 4 (in ')],
  ['leaves a child in a session of its own', 1, 'passed crashed passed', crashed('it exited with code 4 (in ')],
  ['has children that ignore signals', 0, good, 'conforms'],
  ['answers after the time limit', 1, 'passed timed-out passed', silent('apply'), hangs],
  ['leaves a late answer to a child', 1, 'passed timed-out passed', silent('apply'), hangs],
  ['is somebody else after a restart', 1, 'passed crashed failed', 'at first it said it was {'],
  ['has another name in each process', 1, 'passed crashed failed', 'at first it said it was {'],

  ['answers 3 MB to each call', 0, good, 'conforms'],
  ['says 1 GB on standard error', 0, good, 'conforms'],
  ['hangs in open', 1, 'timed-out timed-out timed-out', silent('open'), hangs],
  ['hangs in close', 1, 'timed-out timed-out timed-out', silent('close'), hangs],
  ['hangs in shutdown', 0, good, silent('shutdown'), hangs],
  ['ignores shutdown and SIGTERM', 0, good, silent('shutdown'), hangs],
  ['says more after shutdown', 0, good, 'it came after the answer to shutdown'],
  ['exits with 5 in the end', 0, good, crashed('it exited with code 5 (after shutdown)')],
  ['exits in close', 1, 'crashed crashed crashed', crashed('it exited with code 3 (in close)')],
  ['supports nothing', 4, 'not-supported not-supported not-supported', 'not-supported, 3 scenarios: not today'],
  ['refuses everything', 1, 'failed failed failed', 'the driver refused the call (-32601)'],
  ['exits in each call', 1, 'crashed crashed crashed', crashed('it exited with code 3 (in open)')],

  ['is ended by a signal in open', 1, allCrashed, crashed('signal SIGKILL ended it (in open)')],
  ['stops in the middle of a line in open', 1, allTimedOut, silent('open'), hangs],
  ['prints garbage in open', 1, allFailed, offIn('open', 'the whole line', 'it is not JSON: ')],
  ['sends steps in open', 1, allFailed, offIn('open', 'result.events', 'nothing where a list is wanted')],
  ['answers open twice', 1, '* * *', ''],
  ['is ended by a signal in close', 1, allCrashed, crashed('signal SIGKILL ended it (in close)')],
  ['stops in the middle of a line in close', 1, allTimedOut, silent('close'), hangs],
  ['prints garbage in close', 1, allFailed, offIn('close', 'the whole line', 'it is not JSON: ')],
  ['sends null in close', 1, allFailed, offIn('close', 'result', 'null where an object is wanted')],
  ['refuses close', 1, allFailed, `the driver refused the call (-32603): ${hostileBeginning}`],
  ['is ended by a signal in shutdown', 0, good, crashed('signal SIGKILL ended it (in shutdown)')],
  ['stops in the middle of a line in shutdown', 0, good, silent('shutdown'), hangs],
  ['prints garbage in shutdown', 0, good, offIn('shutdown', 'the whole line', 'it is not JSON: ')],
  ['sends a number in shutdown', 0, good, offIn('shutdown', 'result', '7 where null is wanted')],
  ['refuses shutdown', 0, good, `the driver refused the call (-32601): ${hostileBeginning}`],
]

/** Rows with one generated case of a role behind the three cases: the search for a shorter one hangs once per attempt. */
const generatedRows: readonly (readonly [role: Role, ...Row])[] = [
  ['coordinator', 'logs another text in each call', 1, good, '✗ not deterministic: one case of role coordinator'],
  ['coordinator', 'hangs in generated cases', 1, good, silent('open'), hangs],
  ['coordinator', 'exits in generated cases', 1, good, crashed('it exited with code 3 (in open)')],
  ['coordinator', 'prints garbage in generated cases', 1, good, offIn('open', 'the whole line', 'it is not JSON: ')],
  ['task', 'hangs in open of another role', 1, good, silent('open'), hangs],
  ['task', 'exits in open of another role', 1, good, crashed('it exited with code 3 (in open)')],
  ['task', 'prints garbage in open of another role', 1, good, offIn('open', 'the whole line', 'it is not JSON: ')],
]

const program = join(packageRoot, 'conformance/cli/fixtures/bad-driver.mjs')
const features = join(packageRoot, 'conformance/cli/fixtures/three-cases.feature')
const mark = `bad-drivers-${process.pid}-`
let folder = ''
let count = 0
/** What the row prints in whose run a word is said, and what no row prints. */
const printed = new AsyncLocalStorage<string[]>()
const strays: string[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwc-bad-'))
  mkdirSync(join(folder, 'tmp'))
  vi.stubEnv('TMPDIR', join(folder, 'tmp'))
  const listen = (...words: readonly unknown[]) => void (printed.getStore() ?? strays).push(words.join(' '))
  for (const method of ['log', 'error'] as const) vi.spyOn(console, method).mockImplementation(listen)
})
afterAll(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** A folder of its own for each row, with one for the temporary files of its driver, and a mark that its processes bear. */
function newPlace() {
  const at = `${count++}`
  const place = join(folder, at)
  const temporary = join(place, 'tmp')
  mkdirSync(temporary, { recursive: true })
  return { place, temporary, own: `${mark}${at}.` }
}

/** The exit code, the text and the verdicts of a run, in this process, and what is unsafe in its output. */
async function runOf(
  habit: string,
  { place, temporary, own }: ReturnType<typeof newPlace>,
  timeout: number,
  role?: Role,
) {
  const report = join(place, 'report')
  const command = ['/usr/bin/env', `BATTERY=${own}`, `TMPDIR=${temporary}`, process.execPath, program, habit]
  if (habit.includes('restart')) command.push(join(place, 'restarted'))
  const generated = role === undefined ? {} : { runs: new Map([[role, 1]]), seed: 1 }
  const options = { timeout, report, scenarios: true, ...generated }
  const said: string[] = []
  const { signal } = new AbortController()
  const exit = await printed.run(said, async () => await run({ places: [features], command }, options, signal))
  const text = said.join('\n')
  const unsafe = [...unsafeIn('the terminal', text), ...unsafeFilesIn(report)]
  return { exit, text, verdicts: verdictsIn(report), unsafe }
}

function verdictsIn(folder: string): string {
  try {
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as RunReport
    return report.cases.map(({ verdict }) => verdict).join(' ')
  } catch {
    return none
  }
}

function unsafeFilesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => unsafeIn(name, readFileSync(join(folder, name), 'utf8')))
}

const named =
  (role?: Role) =>
  ([habit, exit, verdicts, line, seconds = 600]: Row) => ({ role, habit, exit, verdicts, line, seconds })
const byHabit = [...rows.map(named()), ...generatedRows.map(([role, ...row]) => named(role)(row))]

it('each habit of the bad driver has a row', () => {
  const habits = new Set(byHabit.map(({ habit }) => habit))
  expect(habits).toEqual(new Set(all))
  expect(byHabit).toHaveLength(habits.size)
})

type Named = (typeof byHabit)[number]

async function hasItsEnd({ role, habit, exit, verdicts, line, seconds }: Named) {
  const place = newPlace()
  const ran = await runOf(habit, place, seconds, role)
  expect(ran.text).toEqual(typeof line === 'string' ? expect.stringContaining(line) : expect.stringMatching(line))
  const anyVerdict = new RegExp(`^${verdicts.replaceAll('*', '(failed|crashed)')}$`)
  expect(ran).toMatchObject({ exit, verdicts: expect.stringMatching(anyVerdict) })
  expect(ran.unsafe).toEqual([])
  // No text of the driver begins a line of the kit.
  expect(ran.text).not.toMatch(/^(conforms to|✓ __proto__)/m)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  await noneLeftWith(place.own)
  expect(readdirSync(place.temporary)).toEqual([])
}

const title = 'a driver that $habit: exit code $exit, $verdicts'
const isWaitedFor = ({ seconds }: Named) => seconds === hangs
// These wait for time limits most of the time, so some of them wait at the same time.
it.concurrent.each(byHabit.filter(isWaitedFor))(title, hasItsEnd)
it.each(byHabit.filter((row) => !isWaitedFor(row)))(title, hasItsEnd)

it('no driver leaves a process or a temporary file of the kit behind, and nothing is printed outside its run', () => {
  expect(processesWith(mark)).toEqual([])
  expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  expect(strays).toEqual([])
})
