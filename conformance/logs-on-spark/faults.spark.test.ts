import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cwc } from '../cli/fixtures/cwc.ts'
import { startQuickly } from '../cli/fixtures/quick-start.ts'
import { noneLeftWith, processesWith } from '../cli/fixtures/running-processes.ts'
import { type CheckedLogs, checkLogs } from '../log-files/check-logs.ts'
import { packageRoot } from '../package-root.ts'
import { unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { checkInJob, inJson } from './fixtures/check-in-job.ts'
import { startStandalone } from './fixtures/standalone.ts'

startQuickly('3.5.8')

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cwc-faults-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))

let made = 0
/** A folder with the logs of three applications. */
function someLogs(): string {
  const folder = join(root, `${made++}`)
  for (const name of ['3.5.8/cluster-normal-info', '2.4.8/local-normal-info', '4.2.0/local-sink-refuses-info'])
    unpackRecordings(name, join(folder, name))
  return folder
}

/** A command that runs `first` before it becomes Node, each time that a task makes digests. */
function nodeThat(first: string): string {
  const command = join(root, `node-${made++}`)
  const text = `#!/bin/sh\nif [ "$2" = digest ]; then\n${first}\nfi\nexec '${process.execPath}' "$@"\n`
  writeFileSync(command, text, { mode: 0o755 })
  return command
}

test('An executor that is killed while it reads makes no difference to the verdicts', async () => {
  const cluster = await startStandalone('3.5.8', 'spark-3.3')
  try {
    const logs = someLogs()
    const killed = join(root, 'killed')
    // The parent of the command is the executor.
    const node = nodeThat(`if mkdir '${killed}' 2>/dev/null; then kill -9 $PPID; sleep 1000; fi`)
    const settings = ['spark.executor.memory=512m', 'spark.executor.cores=1']
    expect(inJson(await checkInJob([logs], { master: cluster.url, settings, node }))).toEqual(
      inJson(await checkLogs([logs])),
    )
    expect(existsSync(killed)).toBe(true)
  } finally {
    cluster.stop()
  }
})

test('A file that vanishes before it is read is named, and all others are judged', async () => {
  const logs = someLogs()
  const file = join(logs, '2.4.8/local-normal-info/driver.log')
  const checked = await checkInJob([logs], { node: nodeThat(`rm -f '${file}'`) })
  expect(checked.applications.flatMap(({ report }) => report.unread ?? [])).toEqual([
    { file, why: 'there is no such file' },
  ])
  const others = (found: CheckedLogs) => found.applications.filter(({ report }) => report.release !== undefined)
  expect(inJson(checked).applications.filter(({ report }: { report: object }) => !('unread' in report))).toEqual(
    inJson({ ...checked, applications: others(await checkLogs([logs])) }).applications,
  )
})

test('A Node that takes no more input and then dies leaves its logs unread, and its last words are the reason', async () => {
  const logs = someLogs()
  // The break of its input is seen long before the last words.
  const checked = await checkInJob([logs], { node: nodeThat('exec <&-; sleep 1; echo no memory >&2; exit 134') })
  const unread = checked.applications.flatMap(({ report }) => report.unread ?? [])
  expect(unread.length).toBeGreaterThan(3)
  for (const { why } of unread) expect(why).toMatch(/: Node ended with code 134: no memory$/)
})

const mark = () => `check-on-${randomUUID()}`

/** A job that never ends, in an environment with the mark. */
function endless(own: string): { readonly words: readonly string[]; readonly env: NodeJS.ProcessEnv } {
  const scratch = join(root, own)
  mkdirSync(scratch)
  return {
    words: ['check', '--on', 'local[2]', '--node', nodeThat('sleep 100000'), someLogs()],
    env: { ...process.env, CHECK_MARK: own, TMPDIR: scratch },
  }
}

test.skipIf(process.platform !== 'linux')(
  'An interrupted job ends with all its processes, and leaves no file',
  async () => {
    const own = mark()
    const { words, env } = endless(own)
    let isInterrupted = false
    const { code, out, err } = await cwc(words, {
      env,
      onError(text, kill) {
        if (isInterrupted || !text.includes('applications')) return
        isInterrupted = true
        kill('SIGINT')
      },
    })
    expect(err).toContain('interrupted: the job was ended, and there are no verdicts')
    expect(out).toBe('')
    expect(code).toBe(4)
    await noneLeftWith(own)
    expect(readdirSync(join(root, own))).toEqual([])
  },
)

test.skipIf(process.platform !== 'linux')('A job does not outlive the kit that was killed', async () => {
  const own = mark()
  const { words, env } = endless(own)
  const kit = spawn(process.execPath, [join(packageRoot, 'bin/cwc.js'), ...words], { env, stdio: 'ignore' })
  const isReading = () => processesWith(own).some((one) => one.includes('sleep 100000'))
  await vi.waitUntil(() => isReading() || kit.exitCode !== null, { timeout: 300_000, interval: 50 })
  expect(isReading()).toBe(true)
  kit.kill('SIGKILL')
  await noneLeftWith(own)
})

test('The command prints the report of cwc check', async () => {
  const logs = someLogs()
  const [onSpark, alone] = [
    await cwc(['check', '--on', 'local[2]', logs, '--verbose']),
    await cwc(['check', logs, '--verbose']),
  ]
  expect(onSpark.out).toBe(alone.out)
  expect([onSpark.code, alone.code]).toEqual([1, 1])
})
