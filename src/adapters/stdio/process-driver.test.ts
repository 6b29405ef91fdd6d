import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Action } from '../../contract/actions.ts'
import type { Opening } from '../../contract/setups.ts'
import { DriverError, type DriverFailure } from '../driver.ts'
import { kitVersion } from './kit-version.ts'
import { killAllChildren } from './live-children.ts'
import { processDriver } from './process-driver.ts'

const program = fileURLToPath(new URL('fixtures/driver.mjs', import.meta.url))
const coordinator: Opening = { role: 'coordinator', setup: { startEpoch: 0, epochBacklogQueueSize: 10 } }
const ask: Action = { kind: 'ask', message: { type: 'GetCurrentEpoch' } }
const committed = { kind: 'query-committed', actor: 'coordinator', epoch: 0 }

/** The fixture with one habit; nothing is limited by time unless a test moves the clock. */
function driverThat(...habit: readonly string[]) {
  const driver = processDriver({ command: process.execPath, args: [program, ...habit], timeoutSeconds: 3_600 })
  onTestFinished(killAllChildren)
  return driver
}

async function openedDriverThat(...habit: readonly string[]) {
  const driver = driverThat(...habit)
  await driver.initialize()
  await driver.open(coordinator)
  return driver
}

async function failureOf(call: Promise<unknown>): Promise<DriverFailure> {
  const error = await call.then(
    () => 'it went well',
    (error: unknown) => error,
  )
  if (error instanceof DriverError) return error.failure
  throw new Error(`a DriverError was expected, not ${error}`)
}

describe('a program that keeps the protocol', () => {
  test('receives all five calls, and exits', async () => {
    const driver = driverThat('good')
    expect(await driver.initialize()).toMatchObject({ protocol: 1, implementation: { name: 'fixture' } })
    expect(await driver.open(coordinator)).toEqual([])
    expect(await driver.apply([ask, ask])).toEqual([[committed], [{ ...committed, epoch: 1 }]])
    expect(await driver.apply([])).toEqual([])
    expect(await driver.close()).toEqual([])
    await driver.shutdown()
  })

  test('may say much on its standard error', async () => {
    const said: number[] = []
    const driver = processDriver({
      command: process.execPath,
      args: [program, 'says much on standard error'],
      timeoutSeconds: 3_600,
      onStderr: (text) => said.push(text.length),
    })
    await driver.initialize()
    await driver.open(coordinator)
    expect(await driver.apply([ask])).toEqual([[committed]])
    await driver.shutdown()
    expect(said.reduce((sum, length) => sum + length, 0)).toBe(400 * 5_001)
  })

  test('may send a line in pieces, with line separators and lone carriage returns in it', async () => {
    const driver = await openedDriverThat('says it byte by byte')
    const message = 'a\u2028b\u2029c\u{1f40d}\u00e9'
    expect(await driver.apply([ask])).toEqual([
      [{ kind: 'logged', actor: 'query', level: 'INFO', logger: 'x', message }],
    ])
    await driver.shutdown()
  })

  test('may send a line just under the limit', async () => {
    const driver = await openedDriverThat('says nearly 16 MiB')
    const [[event] = []] = await driver.apply([ask])
    // The text is longer than any call can explain, so its length and a digest stand for it.
    expect(event?.kind === 'logged' && event.message).toContain(`(${8 * 1024 * 1024 - 200} characters in all, sha256:`)
    await driver.shutdown()
  })

  test('is not sent a line over the limit, and can be called again', async () => {
    const driver = await openedDriverThat('good')
    const message = {
      type: 'CommitPartitionEpoch',
      partitionId: 0,
      epoch: 0,
      message: 'é'.repeat(9 * 2 ** 20),
    } as const
    expect(await failureOf(driver.apply([{ kind: 'send', message }]))).toMatchObject({ kind: 'refused', code: -32600 })
    expect(await driver.apply([ask])).toHaveLength(1)
    await driver.shutdown()
  })
})

describe('a response that breaks the protocol is reported with its place, the reason and the line', () => {
  test.each([
    ['says garbage', 'the whole line', /^it is not JSON: /, 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g'],
    ['says a number', 'the whole line', 'it is not an object', '7'],
    ['says neither result nor error', 'the whole line', 'it has neither a result nor an error', /"id":3/],
    ['says result and error', 'the whole line', 'it has a result and an error', /"error"/],
    ['takes a wrong id', 'answer.id', '99 where 3 is wanted', /"id":99/],
    ['forgets the version', 'answer.jsonrpc', 'nothing where "2.0" is wanted', '{"id":3,"result":{"steps":[]}}'],
    ['speaks unasked', 'the whole line', 'no call was open', 'and another thing'],
    // Whether the call or the line is first cannot be told.
    ['never ends its lines', 'the whole line', /^no call was open$|^it is not JSON: /, /^x{2000}…$/],
    ['breaks the schema', 'result.steps[1][1].epoch', '"0" where a whole number is wanted', /"epoch":"0"/],
    ['invents a field', 'result.steps[1][1].at', 'there is no such field', /noon/],
    ['invents a kind', 'result.steps[1][1].kind', /^"exploded" where one of "logged", "planned"/, /exploded/],
    ['mistakes the actor', 'result.steps[1][1].actor', /"task-1" in an event of partition 0/, /task-started/],
    ['mistakes the sender', 'result.steps[1][1].actor', /"task-0" in an event of partition 7/, /CommitPartitionEpoch/],
    ['loses a step', 'result.steps', '1 steps for 2 actions', '{"jsonrpc":"2.0","id":3,"result":{"steps":[[]]}}'],
    ['never ends its line', 'the whole line', 'it is longer than 16777216 bytes', /^x{2000}…$/],
    ['says 17 MiB', 'the whole line', 'it is longer than 16777216 bytes', /^{"jsonrpc":"2.0","id":3,"result":"x+…$/],
    ['is not UTF-8', 'the whole line', 'it is not UTF-8', '"\ufffd"'],
  ])('%s: %s', async (habit, path, reason, line) => {
    const driver = await openedDriverThat(habit)
    const matching = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text))
    expect(await failureOf(driver.apply([ask, ask]))).toEqual({
      kind: 'off-protocol',
      method: 'apply',
      path,
      reason: matching(reason),
      line: matching(line),
    })
  })

  test('all answers about one subject are too large together, though none is by itself', async () => {
    const driver = await openedDriverThat('says much of each action')
    expect((await driver.apply([ask])).flat()).toHaveLength(60_000)
    await driver.open(coordinator)
    expect((await driver.apply([ask])).flat()).toHaveLength(60_000)
    expect((await driver.close()).length).toBe(0)
    await driver.open(coordinator)
    await driver.apply([ask])
    expect(await failureOf(driver.apply([ask, ask]))).toMatchObject({
      kind: 'off-protocol',
      path: 'the whole line',
      reason: expect.stringMatching(/^it is too much: /),
    })
  })

  test('in initialize: another version of the protocol', async () => {
    expect(await failureOf(driverThat('speaks another version').initialize())).toMatchObject({
      kind: 'off-protocol',
      method: 'initialize',
      path: 'result.protocol',
      reason: '2 where 1 is wanted',
    })
  })

  test('after shutdown', async () => {
    const driver = await openedDriverThat('chatters in the end')
    expect(await failureOf(driver.shutdown())).toMatchObject({ kind: 'off-protocol', method: 'shutdown', line: 'bye' })
  })
})

describe('an error response of the program', () => {
  test.each([
    ['supports nothing', { kind: 'not-supported', reason: 'no coordinator here' }],
    ['refuses to open', { kind: 'refused', code: -32602, reason: 'params.setup: no' }],
    ['could not read it', { kind: 'refused', code: -32700, reason: 'eh?' }],
  ])('%s: leaves it usable', async (habit, failure) => {
    const driver = driverThat(habit)
    await driver.initialize()
    expect(await failureOf(driver.open(coordinator))).toEqual(failure)
    expect(await driver.apply([ask])).toEqual([[committed]])
    await driver.shutdown()
  })

  test('to initialize ends it', async () => {
    const driver = driverThat('refuses to start')
    expect(await failureOf(driver.initialize())).toMatchObject({ kind: 'refused', code: -32602 })
    await driver.shutdown()
  })

  test('to shutdown ends it, too', async () => {
    const driver = await openedDriverThat('refuses to leave')
    expect(await failureOf(driver.shutdown())).toMatchObject({ kind: 'refused', code: -32601 })
  })
})

describe('a program that ends', () => {
  test('at the start has crashed, and its standard error is reported', async () => {
    expect(await failureOf(driverThat('crashes at start').initialize())).toEqual({
      kind: 'crashed',
      reason: 'it exited with code 7 (in initialize)',
      stderr: 'Error: Could not find or load main class Driver\n',
    })
  })

  test('during a call has crashed, and the last 8 KiB of its standard error are reported', async () => {
    const failure = await failureOf((await openedDriverThat('crashes in apply')).apply([ask]))
    expect(failure).toMatchObject({ kind: 'crashed', reason: 'it exited with code 3 (in apply)' })
    const { stderr } = failure as Extract<DriverFailure, { kind: 'crashed' }>
    expect(stderr).toHaveLength(8 * 1024)
    expect(stderr).toMatch(/at somewhere\nOutOfMemoryError\n$/)
  })

  test.each([
    ['dies of a signal', 'signal SIGKILL ended it (in apply)'],
    ['leaves after open', 'it exited with code 0 (in apply)'],
  ])('%s: is crashed', async (habit, reason) => {
    expect(await failureOf((await openedDriverThat(habit)).apply([ask]))).toMatchObject({ kind: 'crashed', reason })
  })

  test('with a code other than 0 after shutdown has crashed', async () => {
    const driver = await openedDriverThat('exits with 5 in the end')
    const reason = 'it exited with code 5 (after shutdown)'
    expect(await failureOf(driver.shutdown())).toEqual({ kind: 'crashed', reason, stderr: '' })
  })

  test('is started again by the next open, and not before', async () => {
    const driver = await openedDriverThat('crashes in apply')
    expect(await failureOf(driver.apply([ask]))).toMatchObject({ kind: 'crashed' })
    expect(await driver.close()).toEqual([])
    expect(await failureOf(driver.apply([ask]))).toMatchObject({ kind: 'refused' })
    expect(await driver.open(coordinator)).toEqual([])
    expect(await failureOf(driver.apply([ask]))).toMatchObject({ kind: 'crashed' })
    await driver.shutdown()
  })

  test('has to claim the same identity after a restart', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'cwc-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    const driver = await openedDriverThat('is somebody else the second time', join(directory, 'mark'))
    expect(await failureOf(driver.apply([ask]))).toMatchObject({ kind: 'off-protocol' })
    expect(await failureOf(driver.open(coordinator))).toMatchObject({
      kind: 'off-protocol',
      method: 'initialize',
      path: 'result',
      reason: expect.stringContaining('at first it said it was {'),
    })
  })
})

describe('a program that cannot be started', () => {
  test.each([
    [
      { command: 'no-such-command', args: ['a', 'b'] },
      'the command "no-such-command" was not found; tried: no-such-command a b',
    ],
    [{ command: program, args: [] }, `the command "${program}" may not be executed; tried: ${program}`],
    [
      { command: 'no\nsuch', args: ['a\u{1b}[2J'] },
      'the command "no\\nsuch" was not found; tried: no\\nsuch a\\u{1b}[2J',
    ],
    [{ command: 'node', args: [], cwd: '/no/such' }, 'the directory /no/such was not found; tried: node (in /no/such)'],
    [{ command: 'a\0b', args: [] }, expect.stringContaining('could not be started: ')],
  ])('%j', async (what, reason) => {
    const failure = await failureOf(processDriver({ ...what, timeoutSeconds: 3_600 }).initialize())
    const said = typeof reason === 'string' ? `${reason} (in initialize)` : reason
    expect(failure).toEqual({ kind: 'crashed', reason: said, stderr: '', isNotStarted: true })
  })

  test('is told from a program that crashed, with a hint of ./ to a file in the folder, or of its first line', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'cwc-'))
    onTestFinished(() => rm(cwd, { recursive: true }))
    await writeFile(join(cwd, 'mine'), '#!/no/such/program\n', { mode: 0o755 })
    const said = async (command: string) => {
      const error = await processDriver({ command, args: [], cwd, timeoutSeconds: 3_600 })
        .initialize()
        .catch((reason: unknown) => reason)
      return error instanceof Error ? error.message.replaceAll(cwd, '.') : error
    }
    const tried = (command: string) => `; tried: ${command} (in .) (in initialize)`
    expect(await said('mine')).toBe(
      `the driver could not be started: the command "mine" was not found on the PATH (./mine is the file in this folder)${tried('mine')}`,
    )
    expect(await said('./mine')).toBe(
      `the driver could not be started: the command "./mine" names a program in its first line that was not found${tried('./mine')}`,
    )
    expect(await said('other')).toBe(
      `the driver could not be started: the command "other" was not found${tried('other')}`,
    )
  })
})

describe('a program without output', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test('is timed out at the limit, and started again by the next open', async () => {
    const driver = await openedDriverThat('says nothing to apply')
    const failure = failureOf(driver.apply([ask]))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(await failure).toEqual({ kind: 'timed-out', method: 'apply', seconds: 3_600, stderr: '' })
    expect(await driver.close()).toEqual([])
    expect(await driver.open(coordinator)).toEqual([])
  })

  test('is timed out if it still runs after shutdown', async () => {
    const driver = await openedDriverThat('never leaves')
    const silent = vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { timeout: 300_000 })
    const failure = failureOf(driver.shutdown())
    await silent
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(await failure).toMatchObject({ kind: 'timed-out', method: 'shutdown' })
  })

  test('has crashed if it has closed its output', async () => {
    const closed = Promise.withResolvers<void>()
    const driver = processDriver({
      command: process.execPath,
      args: [program, 'closes its output'],
      timeoutSeconds: 3_600,
      onStderr: () => closed.resolve(),
    })
    await driver.initialize()
    await driver.open(coordinator)
    const failure = failureOf(driver.apply([ask]))
    await closed.promise
    await oneRound()
    await vi.advanceTimersByTimeAsync(3_600_000)
    const reason = 'it closed its standard output, and went on (in apply)'
    expect(await failure).toEqual({ kind: 'crashed', reason, stderr: 'closed' })
  })

  test('has crashed if it has closed its input', async () => {
    const driver = await openedDriverThat('closes its input')
    const failure = failureOf(driver.apply([ask]))
    await oneRound()
    await vi.advanceTimersByTimeAsync(3_600_000)
    const reason = 'it closed its standard input, and went on (in apply)'
    expect(await failure).toEqual({ kind: 'crashed', reason, stderr: '' })
  })

  test('is killed together with its children, even if they ignore signals', async () => {
    const { port, visitors } = await meetingPlace(2)
    const driver = await openedDriverThat('ignores SIGTERM and has a child', `${port}`)
    const gone = (await visitors).map((visitor) => new Promise((resolve) => visitor.once('close', resolve)))
    const failure = failureOf(driver.apply([ask]))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(await failure).toMatchObject({ kind: 'timed-out' })
    await Promise.all(gone)
  })
})

test('an abort kills a program that does not answer', async () => {
  const abort = new AbortController()
  const { signal } = abort
  const driver = processDriver({
    command: process.execPath,
    args: [program, 'says nothing to apply'],
    timeoutSeconds: 3_600,
    signal,
  })
  onTestFinished(killAllChildren)
  await driver.initialize()
  await driver.open(coordinator)
  const failure = failureOf(driver.apply([ask]))
  abort.abort()
  expect(await failure).toEqual({ kind: 'crashed', reason: 'the run was stopped', stderr: '' })
  await driver.shutdown()
})

test('after an abort between two calls, the program is still shut down in order', async () => {
  const abort = new AbortController()
  const { signal } = abort
  const driver = processDriver({ command: process.execPath, args: [program, 'good'], timeoutSeconds: 3_600, signal })
  onTestFinished(killAllChildren)
  await driver.initialize()
  abort.abort()
  await driver.shutdown()
})

test('killAllChildren kills all running programs and their children', async () => {
  const { port, visitors } = await meetingPlace(2)
  const driver = await openedDriverThat('ignores SIGTERM and has a child', `${port}`)
  const gone = (await visitors).map((visitor) => new Promise((resolve) => visitor.once('close', resolve)))
  killAllChildren()
  await Promise.all(gone)
  expect(await failureOf(driver.apply([ask]))).toMatchObject({ kind: 'crashed', reason: /SIGKILL/ })
})

test('the kit sends its own version', async () => {
  const manifest: unknown = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'))
  expect(manifest).toMatchObject({ version: kitVersion })
})

/** The event loop has looked once at everything that had happened by now. */
async function oneRound() {
  for (let phase = 0; phase < 2; phase++) await new Promise(setImmediate)
}

/** Where processes that are to be seen dying hold a socket each. */
async function meetingPlace(expected: number) {
  const server: Server = createServer()
  const visitors = new Promise<readonly Socket[]>((resolve) => {
    const arrived: Socket[] = []
    server.on('connection', (socket) => {
      // A killed peer may reset the connection.
      socket.on('error', () => {}).resume()
      if (arrived.push(socket) === expected) resolve(arrived)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a port was expected')
  return { port: address.port, visitors }
}
