import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { hasTools, mustRun } from '../../conformance/init/fixtures/tools.ts'
import type { Language } from '../../conformance/init/languages.ts'
import { packageRoot } from '../../conformance/package-root.ts'
import { smoke } from '../../conformance/smoke/smoke.ts'
import type { Role } from '../../src/contract/roles.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const built = mkdtempSync(join(tmpdir(), 'cwc-examples-'))
afterAll(() => rmSync(built, { recursive: true, force: true }))

interface Example {
  readonly language: Language
  readonly roles: readonly Role[]
  readonly build?: readonly string[]
  readonly command: readonly string[]
  /** Its copy of the file that `cwc init` writes, and the original. */
  readonly protocol: readonly [string, string]
}

const examples: readonly Example[] = [
  {
    language: 'python',
    roles: ['planner', 'operator', 'task', 'coordinator', 'query'],
    command: ['python3', join(here, 'python/driver.py')],
    protocol: ['python/protocol.py', 'python/common/protocol.py'],
  },
  {
    language: 'go',
    roles: ['task', 'coordinator'],
    build: ['go', 'build', '-C', join(here, 'go'), '-o', join(built, 'go-example'), '.'],
    command: [join(built, 'go-example')],
    protocol: ['go/protocol.go', 'go/common/protocol.go'],
  },
  {
    language: 'rust',
    roles: ['task', 'coordinator'],
    build: [
      ...['cargo', 'build', '--release', '--manifest-path', join(here, 'rust/Cargo.toml')],
      ...['--target-dir', join(built, 'target')],
    ],
    command: [join(built, 'target/release/driver')],
    protocol: ['rust/src/protocol.rs', 'rust/common/src/protocol.rs'],
  },
]

function cwcRun(command: readonly string[], ...options: readonly string[]) {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  const words = [join(packageRoot, 'bin/cwc.js'), 'run', ...options, '--', ...command]
  return spawnSync(process.execPath, words, { encoding: 'utf8', env, maxBuffer: 1 << 26 })
}

const ofModel = () => spawnSync(process.execPath, [join(packageRoot, 'bin/cwc.js'), 'run'], { encoding: 'utf8' }).stdout

/** The rows of these roles in the table of verdicts: the numbers of cases that were planned, passed and unspecified. */
function rowsOf(stdout: string, roles: readonly Role[]): readonly string[] {
  const rows = stdout.split('\n').map((line) =>
    line
      .match(/^│ (\w+) +│ +(\d+) │ +(\d+) │ +(\d+) │/)
      ?.slice(1)
      .join(' '),
  )
  return rows.filter((row) => row !== undefined && roles.some((role) => row.startsWith(`${role} `))).map(String)
}

for (const { language, roles, build, command, protocol } of examples) {
  const isHere = hasTools(language)
  describe.skipIf(!isHere)(`the example in ${language}${isHere ? '' : ' (not run: its tools are not here)'}`, () => {
    it(`the ${language} example is a sound driver, and conforms to edition document`, async () => {
      if (build !== undefined) mustRun(build)
      const [program = '', ...args] = command
      const result = await smoke({ command: program, args, timeoutSeconds: 60 })
      const findings = result.kind === 'checked' ? result.findings : []
      expect({ kind: result.kind, notOk: findings.filter(({ outcome }) => outcome.kind === 'not-ok') }).toEqual({
        kind: 'checked',
        notOk: [],
      })
      const { stdout, stderr, status } = cwcRun(command)
      expect(`${stdout.split('\n').at(-2)}${stderr}`).toMatch(/conforms to edition document/)
      expect(status).toBe(0)
      // The table of verdicts, without the roles that the example does not offer, is that of the model.
      const rows = rowsOf(ofModel(), roles)
      expect(rows).toHaveLength(roles.length)
      expect(rowsOf(stdout, roles)).toEqual(rows)
      // The same check fails where the implementation does something else: Spark 3.5 logs another line.
      expect(cwcRun(command, '--edition', 'spark-3.5', '--requirement', 'RDD-23').status).toBe(1)
    })

    const [copy, original] = protocol

    it(`the ${language} example speaks the protocol by the file of cwc init`, () => {
      const read = (...path: readonly string[]) => readFileSync(join(packageRoot, ...path), 'utf8')
      expect(read('examples/drivers', copy)).toBe(read('templates', original))
    })
  })
}
