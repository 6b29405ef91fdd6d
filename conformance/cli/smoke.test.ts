import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { smoke } from './actions/smoke.ts'
import { cwc } from './fixtures/cwc.ts'

const faulty = fileURLToPath(new URL('../smoke/fixtures/faulty.mjs', import.meta.url))

/** The output and exit code of `cwc smoke`, without the path of Node. */
async function smokeOf(options: { readonly json?: boolean }, command: string, ...args: readonly string[]) {
  const [output, progress] = [new PassThrough(), new PassThrough()]
  const exit = await smoke({ command, args, timeoutSeconds: 3_600, ...options }, { output, progress })
  const text = String(output.read()).replaceAll(process.execPath, 'node').replaceAll(faulty, 'faulty.mjs')
  return { exit, text, progress: String(progress.read()) }
}

test('a driver that passes: that it does, one line per check, its identity, exit code 0', async () => {
  const { exit, text, progress } = await smokeOf({}, process.execPath, faulty, 'none')
  expect(exit).toBe(0)
  const lines = text.split('\n')
  expect(lines[0]).toBe('✓ the driver keeps the protocol, as far as these checks show')
  expect(lines.filter((line) => line.startsWith('  ok      ')).length).toBe(lines.length - 8)
  expect(text).toMatch(/\n\nreference model document \(TypeScript\), .*\n128 checks: 128 ok, 0 not ok, 0 not run\n$/)
  // It counts the checks that are reported.
  expect(progress).toMatch(/^3\/128 checks\n25\/128 checks\n/)
})

test('a driver that fails a check: the check, what it breaks and what to do, the lines, exit code 1', async () => {
  const { exit, text } = await smokeOf({}, process.execPath, faulty, 'no version')
  expect(exit).toBe(1)
  expect(text).toMatchInlineSnapshot(`
    "✗ initialize says who the driver is and what it offers (without it every case fails): answer initialize as docs/protocol.md shows: nothing runs before that

    smoke test of: node faulty.mjs no version

      NOT OK  initialize says who the driver is and what it offers
                breaks    every case
                sent      {"jsonrpc":"2.0","id":21,"method":"initialize","params":{"protocol":1,"kit":"0.2.0"}}
                came      {"jsonrpc":"2.0","id":21,"result":{"implementation":{"name":"reference model","version":"document","language":"TypeScript"},"edition":"document","roles":["planner","operator","task","coordinator"]}}
                expected  protocol 1, implementation, edition, and at least one role, none twice
                but       result.protocol: nothing where 1 is wanted
                to do     answer initialize as docs/protocol.md shows: nothing runs before that
      ok      nothing but answers comes on standard output
      ok      a call before initialize is refused
      ok      a protocol that there is not is refused

    4 checks: 3 ok, 1 not ok, 0 not run; the other checks need a driver that can be initialized
    "
  `)
})

test('as JSON: the result, the finding that matters most first, exit code 1', async () => {
  const { exit, text } = await smokeOf({ json: true }, process.execPath, faulty, 'no version')
  expect(exit).toBe(1)
  expect(JSON.parse(text)).toMatchObject({
    command: ['node', 'faulty.mjs', 'no version'],
    kind: 'not-started',
    exitCode: 1,
    findings: [
      {
        check: 'initialize says who the driver is and what it offers',
        breaks: 'every case',
        outcome: { kind: 'not-ok', why: 'result.protocol: nothing where 1 is wanted' },
      },
      { outcome: { kind: 'ok' } },
      { outcome: { kind: 'ok' } },
      { outcome: { kind: 'ok' } },
    ],
  })
})

test('a command without output: the reason, the end of its standard error, exit code 3', async () => {
  const program = 'console.error("no such jar"); process.exitCode = 9'
  const { exit, text } = await smokeOf({}, process.execPath, '--eval', program)
  expect(exit).toBe(3)
  expect(text).toMatchInlineSnapshot(`
    "the driver could not be run: it exited with code 9
    its standard error ended:
      no such jar

    smoke test of: node --eval console.error("no such jar"); process.exitCode = 9
    "
  `)
})

test('a command that prints something else: the line with its control characters visible, exit code 3', async () => {
  const { exit, text } = await smokeOf({}, process.execPath, '--eval', 'console.log("\\x1b[31musage: tool FILE")')
  expect(exit).toBe(3)
  expect(text).toMatchInlineSnapshot(`
    "the driver could not be run: it printed a line that is no answer: \\u{1b}[31musage: tool FILE
    and no answer to a call: it exited with code 0

    smoke test of: node --eval console.log("\\x1b[31musage: tool FILE")
    "
  `)
})

test('a command that prints its input, as cat does, is no driver: exit code 3', async () => {
  const { exit, text } = await smokeOf(
    {},
    process.execPath,
    '--eval',
    'process.stdin.once("data", (line) => { process.stdout.write(line); process.stdin.destroy() })',
  )
  expect(exit).toBe(3)
  expect(text).toContain('the driver could not be run: it printed lines that are no answers, first: {"jsonrpc":"2.0"')
})

test('smoke without a command is wrong use: exit code 2', async () => {
  const { code, err } = await cwc(['smoke'])
  expect({ code, err }).toEqual({ code: 2, err: 'error: <command>: missing (see --help)\n' })
})
