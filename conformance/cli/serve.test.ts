import { once } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { type Driver, DriverError, type DriverFailure } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { serve } from '../../src/adapters/stdio/serve.ts'
import { maxLineBytes } from '../../src/contract/protocol.ts'

interface Answer {
  readonly jsonrpc: string
  readonly id: unknown
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

const call = (method: string, params?: unknown, id: unknown = 1) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params })
const initialize = call('initialize', { protocol: 1, kit: 'test' })
const open = call('open', { role: 'coordinator', setup: { startEpoch: 3, epochBacklogQueueSize: 10 } })
const ask = { kind: 'ask', message: { type: 'GetCurrentEpoch' } }
const apply = (...actions: readonly unknown[]) => call('apply', { actions })

/** Everything that is answered to these lines. */
async function said(lines: readonly (string | Buffer)[], driver: Driver = referenceDriver('document')) {
  const input = new PassThrough()
  const output = new PassThrough()
  const exit = serve(driver, { input, output })
  for (const line of lines) {
    input.write(line)
    input.write('\n')
  }
  input.end()
  const code = await exit
  const answers = String(output.read() ?? '').split('\n')
  expect(answers.pop()).toBe('')
  return { code, answers: answers.map((answer): Answer => JSON.parse(answer)) }
}

async function refusalOf(...lines: readonly (string | Buffer)[]) {
  const { answers } = await said(lines)
  const { code, message } = answers.at(-1)?.error ?? {}
  return `${code} ${message}`
}

describe('a session', () => {
  test('goes from initialize to shutdown', async () => {
    const { code, answers } = await said([initialize, open, apply(ask, ask), call('close', {}, 'x'), call('shutdown')])
    const answered = { kind: 'answered', actor: 'coordinator', message: 'GetCurrentEpoch', value: 3 }
    expect(code).toBe(0)
    expect(answers).toEqual([
      { jsonrpc: '2.0', id: 1, result: expect.objectContaining({ protocol: 1, edition: 'document' }) },
      { jsonrpc: '2.0', id: 1, result: { events: [expect.objectContaining({ kind: 'logged' })] } },
      { jsonrpc: '2.0', id: 1, result: { steps: [[answered], [answered]] } },
      { jsonrpc: '2.0', id: 'x', result: { events: [] } },
      { jsonrpc: '2.0', id: 1, result: null },
    ])
  })

  test('ends with the end of the input, and takes a last line without a line feed', async () => {
    const input = new PassThrough()
    const output = new PassThrough()
    input.end(initialize)
    expect(await serve(referenceDriver('document'), { input, output })).toBe(0)
    expect(String(output.read())).toContain('"result"')
  })

  test('reads nothing after shutdown', async () => {
    const { answers } = await said([call('shutdown'), initialize])
    expect(answers).toHaveLength(1)
  })

  test('ends when its output is closed', async () => {
    const input = new PassThrough()
    const output = new Writable({ write: (_chunk, _encoding, callback) => callback(new Error('EPIPE')) })
    input.write(`${initialize}\n`)
    expect(await serve(referenceDriver('document'), { input, output })).toBe(1)
  })

  test('takes no further call until its response has been read', async () => {
    const input = new PassThrough()
    const output = new PassThrough({ highWaterMark: 1 })
    const exit = serve(referenceDriver('document'), { input, output })
    input.end(`${initialize}\n${call('shutdown')}\n`)
    await once(output, 'readable')
    expect(String(output.read()).split('\n')).toHaveLength(2)
    await once(output, 'readable')
    expect(String(output.read())).toContain('"result":null')
    expect(await exit).toBe(0)
  })
})

describe('an invalid line is refused, with its place', () => {
  test.each([
    ['a line that is not JSON', ['{"jsonrpc":'], /^-32700 the line is not JSON: /],
    ['a line that is not UTF-8', [Buffer.from([0x22, 0xff, 0x22])], '-32700 the line is not UTF-8'],
    ['an empty line', [''], /^-32700 /],
    ['a line that is no call', ['{"jsonrpc":"2.0","id":1}'], '-32600 request.method: nothing where a text is wanted'],
    ['several calls in a line', [`[${initialize}]`], /^-32600 request: .* where an object is wanted$/],
    ['a call without an id', ['{"jsonrpc":"2.0","method":"close"}'], /^-32600 request\.id: nothing where /],
    ['an unknown method', [initialize, call('reset')], '-32601 there is no method "reset"'],
    ['a call before initialize', [open], '-32600 open before initialize'],
    ['a second initialize', [initialize, initialize], '-32600 initialized already'],
    ['another protocol', [call('initialize', { protocol: 2, kit: '' })], '-32602 params.protocol: 2 where 1 is wanted'],
    ['an unknown role', [initialize, call('open', { role: 'sink', setup: {} })], /^-32602 params\.role: "sink" where /],
    ['a param that is missing', [initialize, call('open', { role: 'task' })], /^-32602 params\.setup: nothing where /],
    ['actions with nothing open', [initialize, apply(ask)], '-32602 nothing is open'],
    [
      'an action of another role',
      [initialize, open, apply(ask, { kind: 'row', partition: 0, value: '' })],
      '-32602 params.actions[1].kind: "row" where one of "ask", "send", "fail", "together" is wanted',
    ],
    [
      'an action with a wrong field, inside of together',
      [initialize, open, apply({ kind: 'together', actions: [ask, { kind: 'ask', message: { type: 'Stop' } }] })],
      /^-32602 params\.actions\[0\]\.actions\[1\]\.message\.type: "Stop" where /,
    ],
    [
      'a field that there is not',
      [initialize, call('close', { now: true })],
      '-32602 params.now: there is no such field',
    ],
  ])('%s', async (_title, lines, refusal) => {
    const expected = typeof refusal === 'string' ? refusal : expect.stringMatching(refusal)
    expect(await refusalOf(...lines)).toEqual(expected)
  })

  test('a line over the limit, and the session goes on', async () => {
    const { answers } = await said(['x'.repeat(maxLineBytes + 1), initialize])
    expect(answers).toEqual([
      { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'the line is longer than 16777216 bytes' } },
      expect.objectContaining({ result: expect.anything() }),
    ])
  })

  test('a refused call leaves the subject as it was', async () => {
    const { answers } = await said([initialize, open, apply({ kind: 'nothing' }), apply(ask)])
    expect(answers.at(-1)?.result).toEqual({ steps: [[expect.objectContaining({ value: 3 })]] })
  })

  test('the refusal has the id of the line, if it has one', async () => {
    const { answers } = await said(['{"jsonrpc":"2.0","id":"a"}', '{"jsonrpc":"2.0","id":{},"method":"close"}'])
    expect(answers.map(({ id }) => id)).toEqual(['a', null])
  })
})

describe('an error of the driver', () => {
  test.each<[DriverFailure, number, string]>([
    [{ kind: 'not-supported', reason: 'no operator' }, 1, 'no operator'],
    [{ kind: 'refused', code: -32602, reason: 'no ask is open' }, -32602, 'no ask is open'],
    [{ kind: 'crashed', reason: 'gone', stderr: '' }, -32603, 'the driver crashed: gone'],
    [{ kind: 'timed-out', method: 'open', seconds: 1, stderr: '' }, -32603, 'no answer to open within 1 s'],
  ])('%j', async (failure, code, message) => {
    const driver: Driver = { ...referenceDriver('document'), open: () => Promise.reject(new DriverError(failure)) }
    const { answers } = await said([initialize, open], driver)
    expect(answers.at(-1)?.error).toEqual({ code, message })
  })

  test('a mistake in the code of the driver is reported with its place', async () => {
    const driver: Driver = { ...referenceDriver('document'), open: () => Promise.reject(new TypeError('x is not y')) }
    const { answers } = await said([initialize, open], driver)
    expect(answers.at(-1)?.error?.message).toMatch(/^TypeError: x is not y\n {4}at /)
  })

  test('a driver whose shutdown fails ends the session with exit code 1', async () => {
    const driver: Driver = { ...referenceDriver('document'), shutdown: () => Promise.reject(new Error('stuck')) }
    const { code, answers } = await said([initialize, call('shutdown')], driver)
    expect([code, answers.at(-1)?.error?.code]).toEqual([1, -32603])
  })
})
