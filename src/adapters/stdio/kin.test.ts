import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { killKin, markedEnvironment, newMark } from './kin.ts'
import { killAllChildren } from './live-children.ts'
import { processDriver } from './process-driver.ts'

const program = fileURLToPath(new URL('fixtures/driver.mjs', import.meta.url))
const onLinux = process.platform === 'linux'

/** Waits until the process has ended, whoever's child it is. */
async function gone(pid: number) {
  const state = () => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /, '')
        .slice(0, 1)
    } catch {
      return undefined
    }
  }
  // What is left of a process that nobody waits for is a zombie.
  while (![undefined, 'Z', 'X'].includes(state())) await new Promise(setImmediate)
}

function sleeper(env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn('sleep', ['1000'], { env, detached: true, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test.runIf(onLinux)('processes with the mark of a driver are killed, and others are not', async () => {
  const mark = newMark()
  const own = sleeper(markedEnvironment({ ...process.env, CWC_DRIVER: 'outer' }, mark))
  const other = sleeper(markedEnvironment(process.env, newMark()))
  await Promise.all([once(own, 'spawn'), once(other, 'spawn')])
  const exit = once(own, 'exit')
  killKin([{ pid: 2 ** 30, mark }])
  expect((await exit)[1]).toBe('SIGKILL')
  expect(other.exitCode ?? other.signalCode).toBeNull()
})

test.runIf(onLinux).each([
  ['ends by itself', 'shutdown'],
  ['is killed', 'kill'],
])('a process in a session of its own does not outlive a driver that %s', async (_, how) => {
  const said = Promise.withResolvers<number>()
  const driver = processDriver({
    command: process.execPath,
    args: [program, 'leaves a process in a session of its own'],
    timeoutSeconds: 3_600,
    onStderr: (text) => said.resolve(Number(text)),
  })
  onTestFinished(killAllChildren)
  await driver.initialize()
  const pid = await said.promise
  if (how === 'shutdown') await driver.shutdown()
  else killAllChildren()
  await gone(pid)
})

test.runIf(onLinux)('a driver that ignores the end of its input does not outlive a kit that was killed', async () => {
  const code = `
    import { processDriver } from './src/adapters/stdio/process-driver.ts'
    await processDriver({
      command: process.execPath, args: [${JSON.stringify(program)}, 'outlives the kit'], timeoutSeconds: 3600,
      onStderr: (text) => console.log(text),
    }).initialize()`
  const kit = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void kit.kill('SIGKILL'))
  const [text] = await once(kit.stdout.setEncoding('utf8'), 'data')
  const pids = String(text).trim().split(' ').map(Number)
  kit.kill('SIGKILL')
  expect(pids).toHaveLength(2)
  for (const pid of pids) await gone(pid)
})

test.runIf(onLinux)(
  'a driver does not outlive a kit that was killed in the moment in which it started the driver',
  async () => {
    // The kit is killed when its next work begins: to tell that the driver is there.
    const code = `
    import childProcess from 'node:child_process'
    import { syncBuiltinESMExports } from 'node:module'
    const { spawn } = childProcess
    childProcess.spawn = (command, ...others) => {
      const child = spawn(command, ...others)
      if (command !== 'sleep') return child
      console.log(child.pid)
      process.kill(process.pid, 'SIGKILL')
    }
    syncBuiltinESMExports()
    const { processDriver } = await import('./src/adapters/stdio/process-driver.ts')
    await processDriver({ command: 'sleep', args: ['1000'], timeoutSeconds: 3600 }).initialize()`
    const kit = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void kit.kill('SIGKILL'))
    const [text] = await once(kit.stdout.setEncoding('utf8'), 'data')
    await gone(Number(text))
  },
)
