import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { smoke } from '../smoke/smoke.ts'

const page = readFileSync(join(packageRoot, 'docs/writing-a-driver.md'), 'utf8')
const [, program = ''] = /^```python\n(.*?)^```$/ms.exec(page) ?? []

// Where there is no Python, the driver of the page cannot be run.
describe.skipIf(spawnSync('python3', ['--version']).status !== 0)('the page on writing a driver', () => {
  it('shows a first driver that passes cwc smoke, with the number of checks on the page', async () => {
    const result = await smoke({ command: 'python3', args: ['-c', program], timeoutSeconds: 60 })
    const outcomes = result.kind === 'checked' ? result.findings.map(({ outcome }) => outcome.kind) : []
    const count = (kind: string) => outcomes.filter((one) => one === kind).length
    const counts = `${outcomes.length} checks: ${count('ok')} ok, ${count('not-ok')} not ok, ${count('not-seen')} not run`
    expect(count('ok') + count('not-seen')).toBe(outcomes.length)
    expect(page).toContain(counts)
  })

  it('shows a first driver that no line ends, and that refuses what is not a call', () => {
    const calls = ['5', '{"id":1}', '{"jsonrpc":"2.0","id":2,"method":"open","params":[]}', 'x']
    const { stdout, status } = spawnSync('python3', ['-c', program], {
      input: `${calls.join('\n')}\n`,
      encoding: 'utf8',
    })
    const codes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).error.code)
    expect({ codes, status }).toEqual({ codes: [-32600, -32600, -32600, -32700], status: 0 })
  })
})
