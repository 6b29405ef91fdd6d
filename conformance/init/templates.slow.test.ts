import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Role, roles } from '../../src/contract/roles.ts'
import { quickJvm } from '../cli/fixtures/quick-jvm.ts'
import { smoke } from '../smoke/smoke.ts'
import { quickBuild } from './fixtures/quick-build.ts'
import { hasTools, mustRun } from './fixtures/tools.ts'
import { buildOf, commandOf, type Language, languages } from './languages.ts'
import { writeTemplate } from './write-template.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc init '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const drivers = new Map<string, readonly string[]>()

/**
 * A driver made by `cwc init` in a folder with a space in its name, built once. Role coordinator is built and run by the commands of the
 * page; the other roles differ from it in their own files alone, so they take a quicker build.
 */
function made(language: Language, role: Role) {
  const name = `${language} ${role}`
  const [command = '', ...args] = drivers.get(name) ?? build(language, role, join(folder, `my ${name}`))
  drivers.set(name, [command, ...args])
  return { command, args, env: { ...process.env, ...quickJvm } }
}

function build(language: Language, role: Role, dir: string): readonly string[] {
  writeTemplate(language, role, dir)
  if (role !== 'coordinator') return quickBuild(language, dir)
  const words = buildOf(language, dir)
  if (words !== undefined) mustRun(words)
  return commandOf(language, dir)
}

for (const language of languages) {
  const isHere = hasTools(language)
  describe.skipIf(!isHere)(`the template in ${language}${isHere ? '' : ' (not run: its tools are not here)'}`, () => {
    it.each(roles)(`a new ${language} driver of role %s passes cwc smoke`, async (role) => {
      const result = await smoke({ ...made(language, role), timeoutSeconds: 60 })
      const findings = result.kind === 'checked' ? result.findings : []
      const notOk = findings.filter(({ outcome }) => outcome.kind === 'not-ok')
      expect({ kind: result.kind, notOk }).toEqual({ kind: 'checked', notOk: [] })
    })

    it(`a new ${language} driver of role query takes a fault that strikes one kind of message`, () => {
      const { command, args, env } = made(language, 'query')
      const call = (id: number, method: string, params: unknown) =>
        JSON.stringify({ jsonrpc: '2.0', id, method, params })
      const setup = { partitions: 1, startEpoch: 0, epochBacklogQueueSize: 1, delivery: 'immediate' }
      const fault = { kind: 'fail', at: 'send', of: 'CommitPartitionEpoch', partition: 0 }
      const actions = [{ kind: 'execute' }, { ...fault, error: { type: 'IOException', message: null } }]
      const calls = [
        call(1, 'initialize', { protocol: 1, kit: 'x' }),
        call(2, 'open', { role: 'query', setup }),
        call(3, 'apply', { actions }),
      ]
      const { stdout } = spawnSync(command, args, { input: `${calls.join('\n')}\n`, env, timeout: 60_000 })
      expect(JSON.parse(`${stdout}`.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ result: { steps: [[], []] } })
    })

    it(`a new ${language} driver survives lines that are long, deep or no JSON, and stops at the end of the input`, () => {
      const { command, args, env } = made(language, 'coordinator')
      const call = (id: number | string, method: string, params: unknown) =>
        JSON.stringify({ jsonrpc: '2.0', id, method, params })
      const setup = { startEpoch: 0, epochBacklogQueueSize: 1 }
      const text = `é漢🐍\u2028${'x'.repeat(15 * 1024 * 1024)}`
      const lines = [
        call('one', 'open', { role: 'coordinator', setup }),
        call(2, 'initialize', { protocol: 1, kit: 'é\u2028\r漢🐍' }),
        call(3, 'initialize', { protocol: 1, kit: 'again' }),
        call(4, 'open', { role: 'coordinator', setup }),
        call(5, 'apply', {
          actions: [
            { kind: 'send', message: { type: 'CommitPartitionEpoch', partitionId: 0, epoch: 0, message: text } },
            { kind: 'ask', message: { type: 'GetCurrentEpoch' } },
          ],
        }),
        `{"jsonrpc":"2.0","id":6,"method":"apply","params":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
        '{"jsonrpc":"2.0","id":7,"method":"apply","params":{"actions":[],"__proto__":1,"constructor":2}}',
        '{"jsonrpc":"2.0","id":8,"method":"constructor"}',
        '{"jsonrpc":"2.0","id":9,"method":"apply","params":{"actions":[{"kind":"ask","message":{"type":"SetWriterPartitions","numPartitions":1e300}}]}}',
        '[]',
        'null',
        '{"id":',
        call(10, 'close', {}),
      ]
      const { stdout, status } = spawnSync(command, args, {
        // Bytes that are no UTF-8 before the last line, which lacks its line feed.
        input: Buffer.concat([
          Buffer.from(`${lines.slice(0, -1).join('\n')}\n`),
          Buffer.from([0xff, 0xfe, 0x0a]),
          Buffer.from(lines.at(-1) ?? ''),
        ]),
        env,
        maxBuffer: 1 << 28,
        timeout: 60_000,
      })
      const replies = `${stdout}`
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
      const told = replies.map(({ id, result, error }) => [id, error?.code ?? ('steps' in result ? 'steps' : 'done')])
      const deep = told.splice(5, 1)[0] ?? []
      expect(told).toEqual([
        ['one', -32600],
        [2, 'done'],
        [3, -32600],
        [4, 'done'],
        [5, 'steps'],
        [7, -32602],
        [8, -32601],
        [9, -32602],
        [null, -32600],
        [null, -32600],
        [null, -32700],
        [null, -32700],
        [10, 'done'],
      ])
      // Too deep for its reader, or no object.
      expect([-32700, -32602]).toContain(deep[1])
      expect(status).toBe(0)
    })
  })
}
