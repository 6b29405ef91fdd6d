// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

// node with-broker.ts COMMAND…: runs the command beside an Apache Kafka broker on 127.0.0.1:19092, whose data go when it ends. The command
// finds the process of the broker in BROKER_PID.
// Maven fetches the broker once. Java and Maven are those of the PATH.

const here = join(import.meta.dirname, 'broker')
const jars = join(here, 'target/jars')
const ready = 'Kafka Server started'

const [command, ...words] = process.argv.slice(2)
if (command === undefined) {
  console.error('usage: node with-broker.ts COMMAND [WORD…]')
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'kafka-'))
const settings = join(folder, 'server.properties')
let broker: ChildProcess | undefined
/** What an interrupt ends first. */
let running: ChildProcess | undefined
let code = 1
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => running?.kill(signal))
try {
  if (!existsSync(jars))
    await run('mvn', [
      '-q',
      '-f',
      join(here, 'pom.xml'),
      'dependency:copy-dependencies',
      '-DoutputDirectory=target/jars',
    ])
  const text = readFileSync(join(here, 'server.properties'), 'utf8')
  writeFileSync(settings, `${text}log.dirs=${join(folder, 'data')}\n`)
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url')
  await run('java', [...java('kafka.tools.StorageTool'), 'format', '-t', id, '-c', settings])
  broker = spawn('java', [...java('kafka.Kafka'), settings], { stdio: ['ignore', 'pipe', 'inherit'] })
  running = broker
  await untilReady(broker)
  process.env['BROKER_PID'] = String(broker.pid)
  code = await run(command, words, 'inherit')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
} finally {
  if (broker !== undefined && broker.exitCode === null) {
    broker.kill('SIGKILL')
    await once(broker, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = code

function java(main: string): readonly string[] {
  const logging = '-Dorg.slf4j.simpleLogger.logFile=System.out'
  return ['-Xmx256m', '-XX:+UseSerialGC', logging, '-cp', join(jars, '*'), main]
}

/** Resolves with the exit code; without `inherit`, rejects if it is not 0. */
async function run(program: string, args: readonly string[], output: 'inherit' | 'ignore' = 'ignore'): Promise<number> {
  const child = spawn(program, args, { stdio: ['ignore', output, 'inherit'] })
  running = child
  const [ended] = await once(child, 'exit')
  if (output === 'ignore' && ended !== 0) throw new Error(`${program} ended with ${ended}`)
  return typeof ended === 'number' ? ended : 1
}

/** Resolves when the broker says that it has started. Rejects with its last lines if it ends before. */
async function untilReady({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('the broker has no output')
  const last: string[] = []
  const lines = createInterface({ input: stdout })
  for await (const line of lines) {
    if (line.includes(ready)) {
      // What it says later is not wanted, and must not fill the pipe.
      stdout.resume()
      return
    }
    last.push(line)
    if (last.length > 10) last.shift()
  }
  throw new Error(`the broker has not started:\n${last.join('\n')}`)
}
