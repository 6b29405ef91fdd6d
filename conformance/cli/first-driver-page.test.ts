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
    const counts = `${outcomes.length} checks: ${count('ok')} ok, ${count('not-ok')} not ok, ${count('not-seen')} not seen`
    expect(count('ok') + count('not-seen')).toBe(outcomes.length)
    expect(page).toContain(counts)
  })
})
