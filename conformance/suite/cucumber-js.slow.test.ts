import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { planSuite } from './plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-cucumber-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Result {
  readonly status: string
  readonly error_message?: string
}

interface Scenario {
  readonly name: string
  readonly line: number
  readonly steps: readonly { readonly keyword: string; readonly name?: string; readonly result: Result }[]
}

/** Runs cucumber-js as its own command. */
function cucumber(...words: readonly string[]) {
  const json = join(folder, 'cucumber.json')
  const cli = join(packageRoot, 'node_modules/@cucumber/cucumber/bin/cucumber.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--format', `json:${json}`, ...words], {
    cwd: packageRoot,
    encoding: 'utf8',
  })
  const features = JSON.parse(readFileSync(json, 'utf8')) as readonly { readonly elements: readonly Scenario[] }[]
  return { status, output: stdout + stderr, scenarios: features.flatMap(({ elements }) => elements) }
}

const driver = (fault: string) =>
  JSON.stringify({ driver: [process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', fault] })

describe('the features under cucumber-js', () => {
  it('all pass on the model: as many scenarios as the suite has', async () => {
    const { status, output, scenarios } = cucumber()
    const { length } = await planSuite('')
    expect(output).toContain(`${length} scenarios (${length} passed)`)
    expect(status).toBe(0)
    expect(scenarios.length).toBe(length)
  })

  it('fail at the step at which the kit fails them, with the text of the kit', () => {
    const { status, scenarios } = cucumber('--tags', '@task', '--world-parameters', driver('loses the row b'))
    expect(status).toBe(1)
    const failed = scenarios.flatMap(({ name, steps }) => {
      const at = steps.findIndex(({ result }) => result.status === 'failed')
      return at < 0 ? [] : [{ name, failed: steps[at], left: steps.slice(at + 1) }]
    })
    expect(failed.length).toBe(17)
    for (const { failed: step, left } of failed) {
      expect(step?.result.error_message).toMatch(/✗ [A-Z]+-\d+ /)
      expect(left.filter(({ result, keyword }) => keyword !== 'After' && result.status !== 'skipped')).toEqual([])
    }
    // The fault shows where the row is lost, or at the expectation that misses it.
    expect(failed.filter(({ failed: step }) => !step?.name?.includes('"b"'))).toEqual([])
  })
})
