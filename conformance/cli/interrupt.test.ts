import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { cwc } from './fixtures/cwc.ts'
import { noneLeftWith, processesWith } from './fixtures/running-processes.ts'

it('an interrupted smoke test keeps its findings, says how many checks were not run, and leaves no driver behind', async () => {
  let interrupted = false
  const words = ['smoke', '--', process.execPath, 'conformance/cli/fixtures/stalling-driver.ts', '30']
  const { code, out, err } = await cwc(words, {
    onError(text, kill) {
      if (interrupted || !text.includes('checks')) return
      interrupted = true
      kill('SIGINT')
    },
  })
  expect(err).toContain('stopping, and keeping the results so far')
  expect(out).toMatch(/^interrupted: nothing wrong was found so far\n/)
  expect(out).toContain('  ok      initialize says who the driver is and what it offers\n')
  expect(out).toMatch(/\ninterrupted: \d+ checks: .* \d+ checks were not run\n$/)
  // Nothing that the driver still ran would let the process end.
  expect(code).toBe(4)
})

it('a smoke test that is interrupted at the start of the driver is not reported as a crash', async () => {
  const interrupts = 'process.kill(process.ppid, "SIGINT"); setInterval(() => {}, 1_000_000)'
  const { code, out } = await cwc(['smoke', '--', process.execPath, '--eval', interrupts])
  expect(out).toMatch(/\ninterrupted: 0 checks: 0 ok, 0 not ok, 0 not run; most of the checks were not run\n$/)
  expect(code).toBe(4)
})

it.skipIf(process.platform !== 'linux')(
  'a smoke test that is killed leaves no driver behind, not even one that ignores the end of its input',
  async () => {
    const mark = `smoke-${randomUUID()}`
    const stubborn = 'process.stdin.on("end", () => {}).resume(); setInterval(() => {}, 1_000_000)'
    const words = [
      join(packageRoot, 'bin/cwc.js'),
      'smoke',
      '--timeout',
      '3600',
      '--',
      process.execPath,
      '--eval',
      stubborn,
    ]
    const smoke = spawn(process.execPath, words, { env: { ...process.env, SMOKE_MARK: mark }, stdio: 'ignore' })
    const drivers = () => processesWith(mark).filter((process) => !process.includes('cwc.js'))
    // It starts the driver at once, or ends.
    await vi.waitUntil(() => drivers().length === 1 || smoke.exitCode !== null, { timeout: 300_000, interval: 50 })
    expect(drivers()).toHaveLength(1)
    smoke.kill('SIGKILL')
    await noneLeftWith(mark)
  },
)

it('an interrupt during the start of the driver is not reported as a crash', async () => {
  const interrupts = 'process.kill(process.ppid, "SIGINT"); setInterval(() => {}, 1_000_000)'
  const { code, out, err } = await cwc(['run', '--role', 'planner', '--', process.execPath, '--eval', interrupts])
  expect(err.trim()).toBe('stopping, and keeping the results so far (press Ctrl-C again to end at once)')
  expect(out).toBe('')
  expect(code).toBe(4)
})

const interruptsBy = (signal: string) => `process.kill(process.ppid, "${signal}"); setInterval(() => {}, 1_000_000)`

it('a second interrupt ends a command at once, with exit code 130', async () => {
  // The second one comes while the kit says that it stops.
  const again = 'const say = console.error; console.error = (text) => { say(text); process.emit("SIGINT") }'
  const env = { ...process.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(again)}` }
  const words = ['run', '--role', 'planner', '--', process.execPath, '--eval', interruptsBy('SIGINT')]
  const { code, out } = await cwc(words, { env })
  expect({ code, out }).toEqual({ code: 130, out: '' })
})

it.each(['SIGTERM', 'SIGHUP'])('a run that is stopped by %s ends as by Ctrl-C', async (signal) => {
  const { code, err } = await cwc(['run', '--role', 'planner', '--', process.execPath, '--eval', interruptsBy(signal)])
  expect(err).toContain('stopping, and keeping the results so far')
  expect(code).toBe(4)
})

/** Runs the command in a terminal that is closed once the kit has begun to write. Prints the exit code. */
const closedTerminal = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
os.read(terminal, 1)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`

it.skipIf(process.platform !== 'linux')(
  'a run whose terminal is closed writes its report, keeps its journal, and leaves no driver behind',
  async () => {
    const [mark, folder] = [`terminal-${randomUUID()}`, mkdtempSync(join(tmpdir(), 'cwc-terminal-'))]
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const kit = join(packageRoot, 'bin/cwc.js')
    // Far more cases than the kit runs before it sees the signal.
    const words = ['run', '--role', 'planner', '--runs', 'planner=1000000', '--report', folder]
    const command = [process.execPath, kit, ...words, '--', process.execPath, kit, 'serve', 'reference']
    const { stdout, stderr } = spawnSync('python3', ['-c', closedTerminal, ...command], {
      env: { ...process.env, TERMINAL_MARK: mark },
      encoding: 'utf8',
    })
    expect({ stdout, stderr }).toEqual({ stdout: '4\n', stderr: '' })
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['journal.ndjson', 'report.html', 'report.json']))
    await noneLeftWith(mark)
  },
)

it.skipIf(process.platform === 'win32')('one interrupt ends a check of a pipe whose writer is silent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cwc-silent-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const pipe = join(folder, 'pipe')
  spawnSync('mkfifo', [pipe])
  const check = spawn(process.execPath, [join(packageRoot, 'bin/cwc.js'), 'check', pipe])
  let out = ''
  check.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  const ended = once(check, 'close')
  // It is open once the check has opened it.
  const writer = await open(pipe, 'w')
  check.kill('SIGINT')
  expect(await ended).toEqual([3, null])
  expect(out).toBe(
    'Cannot tell whether rows were lost: the reading was interrupted before a log was found\n\ninterrupted: this is what was found up to there\n',
  )
  await writer.close()
})

it('an interrupted audit prints the table of its searches, and counts those that were not run', async () => {
  let interrupted = false
  const { code, out, err } = await cwc(['audit', '--rows', '3', '--epochs', '2'], {
    onError(text, kill) {
      if (interrupted || !text.includes('searches')) return
      interrupted = true
      kill('SIGINT')
    },
  })
  expect(out).toContain('fault, besides stops and restarts')
  expect(err).toMatch(/interrupted: \d+ of 104 searches were not run/)
  expect(code).toBe(4)
})
