import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { recording, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { shellWord } from '../shell-word.ts'

const page = readFileSync(join(packageRoot, 'docs/check.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'cwc-check-page-'))

beforeAll(() => {
  writeFileSync(join(folder, 'driver.log'), recording('3.5.8/local-sink-refuses-info/driver.log'))
  for (const name of ['executor-0.log', 'executor-1.log'])
    writeFileSync(join(folder, name), recording(`3.5.8/cluster-normal-info/${name}`))
  unpackRecordings('3.5.8/local-sink-refuses-info/checkpoint', join(folder, 'checkpoints/orders'))
  unpackRecordings('3.5.8/local-sink-refuses-info/eventlog', join(folder, 'spark-events'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const commands = [...page.matchAll(/^npx cwc .*$/gm)].map(([line]) => line)

function run(command: string) {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  const cwc = `node ${shellWord(join(packageRoot, 'bin/cwc.js'))} `
  return spawnSync('sh', ['-c', command.replace(/^npx cwc /, cwc)], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  })
}

it('the output that docs/check.md shows for its first command is what the command prints', () => {
  const [, output = 'no output'] = /^```text\n(.*?)^```$/ms.exec(page) ?? []
  const [first = ''] = commands
  expect(run(first).stdout).toContain(output)
})

it('there are several commands on docs/check.md', () => {
  expect(commands.length).toBeGreaterThan(5)
})

it.each(commands)('the command of docs/check.md runs: %s', (command) => {
  const { status, stderr } = run(command)
  expect(stderr).not.toMatch(/^error/m)
  expect([0, 1]).toContain(status)
})
