import { expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

it('an interrupted smoke test keeps its findings, says how many checks were not run, and leaves no driver behind', async () => {
  let interrupted = false
  const words = ['smoke', '--', process.execPath, 'conformance/cli/fixtures/stalling-driver.ts', '30']
  const { code, out, err } = await cwc(words, (text, kill) => {
    if (interrupted || !text.includes('  ok ')) return
    interrupted = true
    kill('SIGINT')
  })
  expect(err).toContain('stopping, and keeping the results so far')
  expect(out).toMatch(/\ninterrupted: \d+ checks: .* \d+ checks were not run\n$/)
  // Nothing that the driver still ran would let the process end.
  expect(code).toBe(4)
})

it('an interrupt during the start of the driver is not reported as a crash', async () => {
  const interrupts = 'process.kill(process.ppid, "SIGINT"); setInterval(() => {}, 1_000_000)'
  const { code, out, err } = await cwc(['run', '--role', 'planner', '--', process.execPath, '--eval', interrupts])
  expect(err.trim()).toBe('stopping, and keeping the results so far (press Ctrl-C again to end at once)')
  expect(out).toBe('')
  expect(code).toBe(4)
})

it('an interrupted audit prints the table of its searches, and counts those that were not run', async () => {
  let interrupted = false
  const { code, out, err } = await cwc(['audit', '--rows', '3', '--epochs', '2'], undefined, (text, kill) => {
    if (interrupted || !text.includes('searches')) return
    interrupted = true
    kill('SIGINT')
  })
  expect(out).toContain('fault, besides stops and restarts')
  expect(err).toMatch(/interrupted: \d+ of 78 searches were not run/)
  expect(code).toBe(4)
})
