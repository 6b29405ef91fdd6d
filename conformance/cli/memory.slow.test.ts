import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'

// Drivers within the protocol that show 3 MB with each action: hundreds of them in a run. The memory of the kit is bounded, and so is
// all that it writes.

const fixture = (name: string) => join(packageRoot, 'conformance/cli/fixtures', name)
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwc-memory-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A command of the kit on a talkative driver: its exit code, its output, and its peak in MiB. */
async function peakOf(words: readonly string[], how: string) {
  const peakFile = join(folder, 'peak')
  const cwc = ['--import', fixture('tell-peak.mjs'), join(packageRoot, 'bin/cwc.js'), ...words]
  const child = spawn(process.execPath, [...cwc, '--', process.execPath, fixture('talkative-driver.ts'), how], {
    cwd: packageRoot,
    env: { ...process.env, PEAK_FILE: peakFile },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const exit = await new Promise((resolve) => child.on('close', resolve))
  return { exit, said, peak: Number(readFileSync(peakFile, 'utf8')) }
}

const suite = ['run', '--features', 'features/coordinator/complete-epochs.feature']

/** A run on a driver that shows no more than it has to takes about 300. */
const most = 700

it.each(['one text', 'many texts'])(
  'a run on a driver that shows 3 MB with each action, as %s, has bounded memory and a small report',
  async (how) => {
    const report = join(folder, 'report')
    const ran = await peakOf([...suite, '--report', report], how)
    expect(ran.exit).toBe(1)
    expect(ran.said.length).toBeLessThan(100_000)
    expect(statSync(join(report, 'report.json')).size).toBeLessThan(8e6)
    expect(statSync(join(report, 'report.html')).size).toBeLessThan(5e6)
    expect(ran.peak).toBeLessThan(most)
  },
)

const token = 'coordinator:w2r1e2f1x1:late:0120'

it.each([
  { words: ['run', '--no-scenarios', '--runs', 'coordinator=10', '--seed', '1'], exit: 1 },
  { words: ['reproduce', token], exit: 1 },
  { words: ['explore', '--role', 'coordinator', '--most', '5'], exit: 1 },
  // No two answers of the driver are equal, which smoke finds.
  { words: ['smoke'], exit: 1 },
])('cwc $words.0 on a driver that shows 3 MB with each action has bounded memory', async ({ words, exit }) => {
  const ran = await peakOf(words, 'many texts')
  expect(ran).toMatchObject({ exit })
  expect(ran.said.length).toBeLessThan(200_000)
  expect(ran.peak).toBeLessThan(most)
})
