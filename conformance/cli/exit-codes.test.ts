import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { packageRoot } from '../package-root.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-exit-codes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const serving = ['--', process.execPath, join(packageRoot, 'bin/cwc.js'), 'serve', 'reference']
const faulty = ['--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', 'has an output column']
const crashing = ['--', process.execPath, 'conformance/cli/fixtures/unruly-driver.ts', 'crashes']
const absent = ['--', join(folder, 'no-such-program')]
const small = ['--role', 'coordinator', '--writers', '1', '--readers', '0', '--epochs', '1']
const token = 'coordinator:w1r0e3f1x1::000'
const report = (name: string, ...words: readonly string[]) => ['run', '--report', join(folder, name), ...words]
const inFolder = (name: string) => join(folder, name)

/** Each command with each of its exit codes, in this order: later ones read the reports of earlier ones. */
const ends: readonly (readonly [code: ExitCode, words: readonly string[]])[] = [
  [0, report('sound', '--requirement', 'OP-5')],
  [1, report('failing', '--requirement', 'OP-5', ...faulty)],
  [0, report('other', '--requirement', 'PL-1')],
  [0, report('part', '--shard', '1/2', '--requirement', 'PL-1')],
  [2, ['run', '--edition', 'none']],
  [3, ['run', ...absent]],
  [4, ['run', '--tags', '@none']],
  [0, ['explore', ...small]],
  [1, ['explore', '--role', 'operator', '--partitions', '1', ...faulty.with(-1, 'starts the job before the answer')]],
  [2, ['explore', '--depth', '1']],
  [3, ['explore', ...small, ...absent]],
  [4, ['explore', '--role', 'task', ...crashing]],
  [0, ['reproduce', token]],
  [1, ['reproduce', token, ...crashing]],
  [2, ['reproduce', 'x:y:z:0']],
  [3, ['reproduce', token, ...absent]],
  [4, ['reproduce', token, ...crashing.with(-1, 'refuses')]],
  [0, ['smoke', ...serving]],
  [1, ['smoke', ...crashing]],
  [2, ['smoke']],
  [3, ['smoke', ...absent]],
  [2, ['audit', '--sink', 'none']],
  [0, ['diff', inFolder('sound'), inFolder('sound')]],
  [1, ['diff', inFolder('sound'), inFolder('failing')]],
  [2, ['diff', inFolder('sound'), inFolder('none')]],
  [4, ['diff', inFolder('sound'), inFolder('other')]],
  [2, ['merge', inFolder('part'), '--out', inFolder('merged')]],
  [0, ['report', inFolder('failing')]],
  [2, ['report', inFolder('none')]],
  [0, ['matrix', '--from', inFolder('sound'), '--out', inFolder('matrix')]],
  [1, ['matrix', '--from', inFolder('failing'), '--out', inFolder('matrix')]],
  [2, ['matrix', '--from', inFolder('none'), '--out', inFolder('matrix')]],
  [3, ['matrix', '--drivers', `mine=${inFolder('none')}`, '--tags', '@PL-1', '--out', inFolder('matrix')]],
  [0, ['list', 'editions']],
  [2, ['list', 'cakes']],
  [0, ['show', 'OP-3']],
  [2, ['show', 'OP-999']],
  [0, ['init', 'python', inFolder('driver')]],
  [2, ['init', 'python', inFolder('driver')]],
  [2, ['serve', 'none']],
]

describe('every exit code', () => {
  it.each(ends)('%i: %j', async (code, words) => {
    const ended = await cwc(words)
    expect(ended).toMatchObject({ code })
    expect(ended.err).not.toMatch(/^ {4}at /m)
    if (code === exitCodes.wrongUse) expect(ended.err.trimEnd()).toMatch(/^error: .+$|\nUsage: /)
  })

  it('0: cwc report on a report of a version with a requirement that this one does not have', async () => {
    const file = join(folder, 'failing', 'report.json')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/OP-5\b/g, 'OP-995'))
    expect(await cwc(['report', inFolder('failing')])).toMatchObject({ code: 0, err: '' })
  })

  it('is ended with by some command, and stands in the table of docs/commands.md with its commands', () => {
    const page = readFileSync(join(packageRoot, 'docs/commands.md'), 'utf8')
    for (const code of Object.values(exitCodes)) {
      const [, commands = ''] = new RegExp(`^\\| ${code} \\| .* \\| (.*) \\|$`, 'm').exec(page) ?? []
      const tested = new Set(ends.flatMap(([one, [command = '']]) => (one === code ? [command] : [])))
      expect(tested.size).toBeGreaterThan(0)
      for (const command of commands === 'all' ? [] : tested) expect(commands).toContain(`\`${command}\``)
    }
  })
})
