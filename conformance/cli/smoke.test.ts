import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { smoke } from './actions/smoke.ts'

const faulty = fileURLToPath(new URL('../smoke/fixtures/faulty.mjs', import.meta.url))

/** The output and exit code of `cwc smoke`, without the path of Node. */
async function smokeOf(command: string, ...args: readonly string[]) {
  const output = new PassThrough()
  const exit = await smoke({ command, args, timeoutSeconds: 3_600 }, output)
  const text = String(output.read()).replaceAll(process.execPath, 'node').replaceAll(faulty, 'faulty.mjs')
  return { exit, text }
}

test('a driver that passes: one line per check, its identity, exit code 0', async () => {
  const { exit, text } = await smokeOf(process.execPath, faulty, 'none')
  expect(exit).toBe(0)
  const lines = text.split('\n')
  expect(lines.filter((line) => line.startsWith('  ok      ')).length).toBe(lines.length - 6)
  expect(text).toMatch(/\n\nreference model document \(TypeScript\), .*\n77 checks: 77 ok, 0 not ok, 0 not run\n$/)
})

test('a driver that fails a check: the lines, the expected response, the reason, exit code 1', async () => {
  const { exit, text } = await smokeOf(process.execPath, faulty, 'no version')
  expect(exit).toBe(1)
  expect(text).toMatchInlineSnapshot(`
    "smoke test of: node faulty.mjs no version

      ok      a protocol that there is not is refused
      NOT OK  initialize says who the driver is and what it offers
                sent      {"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocol":1,"kit":"0.2.0"}}
                came      {"jsonrpc":"2.0","id":2,"result":{"implementation":{"name":"reference model","version":"document","language":"TypeScript"},"edition":"document","roles":["planner","operator","task","coordinator"]}}
                expected  protocol 1, implementation, edition, and at least one role, none twice
                but       result.protocol: nothing where 1 is wanted

    2 checks: 1 ok, 1 not ok, 0 not run; the other checks need a driver that can be initialized
    "
  `)
})

test('a command without output: the reason, the end of its standard error, exit code 3', async () => {
  const { exit, text } = await smokeOf(process.execPath, '--eval', 'console.error("no such jar"); process.exitCode = 9')
  expect(exit).toBe(3)
  expect(text).toMatchInlineSnapshot(`
    "smoke test of: node --eval console.error("no such jar"); process.exitCode = 9


    the driver could not be run: it exited with code 9
    its standard error ended:
      no such jar
    "
  `)
})
