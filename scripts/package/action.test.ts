import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../conformance/cli/commands/run.ts'
import { packageRoot } from '../../conformance/package-root.ts'
import { action, environmentOf } from './fixtures/action.ts'

const folder = mkdtempSync(join(tmpdir(), 'an action '))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the GitHub action', () => {
  it('has no input in the text of a script, where a shell would run it', () => {
    const scripts = action.runs.steps.flatMap(({ run }) => run ?? [])
    expect(scripts).not.toEqual([])
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  it('has inputs that are options of cwc run, or that it handles itself', () => {
    const program = new Command()
    runCommand(program, { done: () => undefined, signal: new AbortController().signal, places: [] } as never)
    const options = new Set(program.commands.flatMap((one) => one.options.map(({ long }) => long)))
    const own = ['command', 'args', 'working-directory', 'node-version']
    const others = Object.keys(action.inputs).filter((name) => !own.includes(name))
    expect(others.filter((name) => !options.has(`--${name}`))).toEqual([])
  })

  it('uses each of its inputs', () => {
    const text = readFileSync(join(packageRoot, 'action.yml'), 'utf8')
    expect(Object.keys(action.inputs).filter((name) => !text.includes(`inputs.${name} `))).toEqual([])
  })
})

describe('the script of the GitHub action', () => {
  const script = action.runs.steps.find(({ id }) => id === 'run')?.run ?? ''
  const [output, summary] = [join(folder, 'output'), join(folder, 'summary')]

  /** Runs the script as GitHub runs `shell: bash`. */
  function runStep(inputs: Readonly<Record<string, string>>, home = packageRoot) {
    const file = join(folder, 'script.sh')
    writeFileSync(file, script)
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        ...environmentOf('run', inputs),
        ...{ CWC_HOME: home, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
      },
    })
    return { status, stdout, stderr }
  }

  beforeEach(() => {
    for (const file of [output, summary]) writeFileSync(file, '')
  })

  it('runs a driver, tells the folder of the report, and adds the summary to the page of the run', () => {
    const { status, stdout } = runStep({ driver: 'reference', role: 'planner', report: 'the report' })
    expect(stdout).toContain('conforms to edition document')
    expect(status).toBe(0)
    expect(readFileSync(output, 'utf8')).toBe(`report=${join(folder, 'the report')}\n`)
    expect(readFileSync(summary, 'utf8')).toBe(readFileSync(join(folder, 'the report/summary.md'), 'utf8'))
  })

  it('fails as cwc run does, and still adds the summary', () => {
    const driver = join(packageRoot, 'conformance/cli/fixtures/faulty-driver.ts')
    const command = `node "${driver}" 'has an output column'`
    const { status, stdout } = runStep({ command, args: '--requirement OP-5', edition: 'document' })
    expect(stdout).toMatch(/^✗ OP-5 /m)
    expect(status).toBe(1)
    expect(readFileSync(summary, 'utf8')).toContain('OP-5')
  })

  describe('with a kit that prints its words', () => {
    const home = mkdtempSync(join(folder, 'kit '))
    const wordsOf = (inputs: Readonly<Record<string, string>>): unknown => JSON.parse(runStep(inputs, home).stdout)

    beforeEach(() => {
      rmSync(join(home, 'bin'), { recursive: true, force: true })
      spawnSync('mkdir', [join(home, 'bin')])
      writeFileSync(join(home, 'bin/cwc.js'), 'console.log(JSON.stringify(process.argv.slice(2)))')
    })

    it('passes every input on as words, and expands and runs nothing in them', () => {
      const hostile = `$(touch pwned) \`touch pwned\` "a b" 'c  d' ; touch pwned * $HOME`
      expect(
        wordsOf({
          command: hostile,
          edition: '$(touch pwned)',
          role: 'a b',
          report: '; touch pwned',
          args: '--runs\n5',
        }),
      ).toEqual([
        ...['run', '--report', '; touch pwned', '--edition', '$(touch pwned)', '--role', 'a b', '--runs', '5', '--'],
        ...['$(touch', 'pwned)', '`touch', 'pwned`', 'a b', 'c  d', ';', 'touch', 'pwned', '*', '$HOME'],
      ])
    })

    it('passes no word for an input that is empty', () => {
      expect(wordsOf({ command: ' \n' })).toEqual(['run', '--report', 'cwc-report'])
    })

    it('refuses quotes that are not closed', () => {
      expect(runStep({ command: "node 'driver" }, home)).toMatchObject({
        status: 2,
        stdout: '::error::command: the quotes are not closed\n',
      })
    })
  })
})
