import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { recording, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { shellWord } from '../shell-word.ts'

const page = readFileSync(join(packageRoot, 'docs/check.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'cwc-check-page-'))

beforeAll(() => {
  mkdirSync(join(folder, 'logs'))
  for (const name of ['driver.log', 'logs/driver.log'])
    writeFileSync(join(folder, name), recording('3.5.8/local-sink-refuses-info/driver.log'))
  for (const name of ['executor-0.log', 'executor-1.log'])
    writeFileSync(join(folder, name), recording(`3.5.8/cluster-normal-info/${name}`))
  unpackRecordings('3.5.8/local-sink-refuses-info/checkpoint', join(folder, 'checkpoints/orders'))
  unpackRecordings('3.5.8/local-sink-refuses-info/eventlog', join(folder, 'spark-events'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const commands = [...page.matchAll(/^npx cwc .*$/gm)].map(([line]) => line)

const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter)
const here = { cwd: folder, env: { ...process.env, PATH } }
const ofShell = (command: string) => [
  '-c',
  command.replace(/^npx cwc /, `exec node ${shellWord(join(packageRoot, 'bin/cwc.js'))} `),
]
const run = (command: string) => spawnSync('sh', ofShell(command), { ...here, encoding: 'utf8' })

it('the output that docs/check.md shows for its first command is what the command prints', () => {
  const [, output = 'no output'] = /^```text\n(.*?)^```$/ms.exec(page) ?? []
  const [first = ''] = commands
  expect(run(first).stdout).toContain(output)
})

it('docs/check.md says what cwc check ends with in one table, in the order in which the codes win', () => {
  const tables = [...page.matchAll(/^\|.*\bexit codes?\b.*\|\n(?:\|.*\|\n)+/gm)].map(([table]) => table)
  const codes = tables.map((table) => [...table.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code)))
  expect(codes).toEqual([[2, 3, 1, 4, 0]])
})

it('there are several commands on docs/check.md', () => {
  expect(commands.length).toBeGreaterThan(5)
})

it.each(commands)('the command of docs/check.md runs: %s', (command) => {
  const { status, stderr } = run(command)
  expect(stderr).not.toMatch(/^error/m)
  expect([0, 1]).toContain(status)
})

it('the line of docs/check.md for a sidecar waits for the log of its driver, and ends with 1 when commits stop', async () => {
  const [line = ''] = commands.filter((command) => command.includes('--follow logs/'))
  expect(line).toContain('--exit-on finding')
  rmSync(join(folder, 'logs/driver.log'))
  const sidecar = spawn('sh', ofShell(line), here)
  onTestFinished(() => void sidecar.kill())
  const ended = new Promise((resolve) => sidecar.once('exit', resolve))
  let [out, err] = ['', '']
  sidecar.stdout.on('data', (chunk) => {
    out += chunk
  })
  const waiting = new Promise<void>((resolve) =>
    sidecar.stderr.on('data', (chunk) => {
      err += chunk
      if (err.includes('waiting for logs/driver.log')) resolve()
    }),
  )
  await Promise.race([waiting, ended])
  writeFileSync(join(folder, 'logs/driver.log'), recording('3.5.8/local-sink-refuses-info/driver.log'))
  expect(await ended, err).toBe(1)
  expect(out).toMatch(/^Rows can be lost or doubled/)
})
