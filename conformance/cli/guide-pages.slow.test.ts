import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { install } from '../../scripts/package/fixtures/packed.ts'
import { hasTools } from '../init/fixtures/tools.ts'
import { packKit } from './fixtures/packed-kit.ts'
import { type Block, blocksOf } from './fixtures/page-blocks.ts'
import { type Ran, shell, withoutTimes } from './fixtures/shell.ts'

const guide = blocksOf('your-implementation.md')
const [driverDiff, fixDiff] = guide.filter(({ language }) => language === 'diff').map(({ text }) => text)

const temporary = mkdtempSync(join(tmpdir(), 'cwc-guide-'))
/** The empty folder in which the user begins. Its name has a space. */
const folder = join(temporary, 'my port')
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

function apply(diff: string | undefined, ...options: readonly string[]): void {
  writeFileSync(join(temporary, 'diff'), diff ?? '')
  const { output, status } = shell(folder, `git apply ${options.join(' ')} ../diff`)
  if (status !== 0) throw new Error(output)
}

/** Generated cases per run: about the fewest that exercise every property of the coordinator, without which a run exits with 4. */
const fewRuns = 200

/**
 * Runs a command of a page. An installation is replaced: the packed kit takes the place of the one from the registry. `--runs` has a
 * smaller number than the page: these tests look at no generated case, only at what all of them say together, which is the same.
 */
function run(tarball: string, command: string, { env, quickly = false }: Running = {}): Ran {
  if (command === 'npm install --save-dev continuous-write-conformance') {
    install({ tarball }, folder)
    return { command, output: '', status: 0 }
  }
  // It is installed already.
  if (command === 'npm ci') return { command, output: '', status: 0 }
  const shorter = command.replace(/(--runs (?:\w+=)?)\d+/, (_, before: string) => `${before}${fewRuns}`)
  // What npx finds in this folder is the same each time, and the search takes as long as half a run.
  const direct = quickly ? shorter.replaceAll(/\bnpx cwc /g, './node_modules/.bin/cwc ') : shorter
  return { ...shell(folder, direct, env), command: shorter }
}

interface Running {
  readonly env?: NodeJS.ProcessEnv
  /** Without npx. */
  readonly quickly?: boolean
}

/** The exit code that the page tells of below a block; 0 if it tells of none. */
const statusBelow = ({ below }: Block) => Number(/exits with (\d)/.exec(below)?.[1] ?? 0)

describe.skipIf(!hasTools('python'))(
  `the pages for users${hasTools('python') ? '' : ' (not run: there is no python3)'}`,
  () => {
    let tarball = ''
    beforeAll(() => {
      mkdirSync(folder)
      tarball = packKit(temporary)
    })

    it('each command of the page on a first driver does what the page says, from the packed kit in an empty folder', () => {
      let output = ''
      let lastOutput = ''
      for (const block of guide) {
        const { language, path, text } = block
        if (path !== undefined) {
          mkdirSync(dirname(join(folder, path)), { recursive: true })
          writeFileSync(join(folder, path), text)
        } else if (language === 'diff') {
          apply(text)
        } else if (language === 'sh') {
          const ran = text
            .trim()
            .split('\n')
            .map((command) => run(tarball, command))
          const statuses = ran.map(() => 0).with(-1, statusBelow(block))
          expect(
            ran.map(({ status }) => status),
            ran.map(({ output }) => output).join('\n'),
          ).toEqual(statuses)
          output = ran.map((one) => one.output).join('')
          lastOutput = ran.at(-1)?.output ?? ''
        } else {
          expect(language).toBe('text')
          expect(output).toContain(withoutTimes(text))
          // What a red run says first.
          if (text.startsWith('✗')) expect(lastOutput.split('\n')[0]).toBe(text.split('\n')[0])
        }
      }
      // Red, red for another reason, and green.
      expect(guide.filter(({ language }) => language === 'sh').map(statusBelow)).toEqual([0, 0, 1, 1, 0, 0])
    })

    describe('the page on CI', () => {
      const files = new Map(blocksOf('in-ci.md').map(({ path, text }) => [path, text]))
      const commands = blocksOf('in-ci.md')
        .filter(({ language }) => language === 'sh')
        .map(({ text }) => text)
      const summary = join(temporary, 'step-summary.md')
      const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }

      /** The steps of a job of GitHub Actions, up to the first that fails; those that run all the same come after it, too. */
      function runJob(file: string, name: string, { shard = '', quickly = true } = {}): readonly Ran[] {
        const workflow: Workflow = parse(files.get(file) ?? '')
        const ran: Ran[] = []
        for (const { run: command, if: condition } of workflow.jobs[name]?.steps ?? []) {
          const hasFailed = ran.some(({ status }) => status !== 0)
          if (command === undefined || (hasFailed && condition === undefined)) continue
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the form of GitHub Actions
          ran.push(run(tarball, command.replaceAll('${{ matrix.shard }}', shard), { env: github, quickly }))
        }
        return ran
      }
      const runGate = (quickly = true) => {
        rmSync(summary, { force: true })
        return runJob('.github/workflows/conformance.yml', 'gate', { quickly })
      }
      function runShards(): number | null | undefined {
        rmSync(summary, { force: true })
        for (const shard of ['1', '2', '3', '4']) runJob('.github/workflows/conformance-shards.yml', 'shard', { shard })
        return runJob('.github/workflows/conformance-shards.yml', 'gate').find(({ command }) =>
          command.includes('merge'),
        )?.status
      }
      const failed = (ran: readonly Ran[]) => ran.filter(({ status }) => status !== 0).map(({ command }) => command)
      const report = (file: string) => readFileSync(join(folder, 'reports', file), 'utf8')

      it('the workflow of GitHub is green for an implementation that conforms, and writes summary and report', () => {
        const ran = runGate(false)
        expect(failed(ran)).toEqual([])
        expect(ran.length).toBe(4)
        expect(ran.map(({ output }) => output).join('')).not.toContain('::error')
        expect(readFileSync(summary, 'utf8')).toContain('my coordinator 1 conforms to edition document')
        expect(report('junit.xml')).toMatch(/<testsuites [^>]*failures="0"/)
        expect(JSON.parse(report('badge.json')).message).toContain('conforms')
        expect(existsSync(join(folder, 'reports/report.html'))).toBe(true)
      })

      it('each command of .gitlab-ci.yml and Jenkinsfile succeeds for an implementation that conforms', () => {
        rmSync(join(folder, 'reports'), { recursive: true, force: true })
        const ofGitlab: readonly string[] = parse(files.get('.gitlab-ci.yml') ?? '').conformance.script
        const ofJenkins = [...(files.get('Jenkinsfile') ?? '').matchAll(/sh '(.*)'$/gm)].map(([, word = '']) => word)
        expect([ofGitlab.length, ofJenkins.length]).toEqual([3, 4])
        // The same command in the same folder has the same result. Jenkins first removes the report.
        const commands = [...new Set([...ofJenkins, ...ofGitlab])]
        expect(failed(commands.map((command) => run(tarball, command, { quickly: true })))).toEqual([])
        expect(existsSync(join(folder, 'reports/junit.xml'))).toBe(true)
      })

      it('a run on two processes at once is green for an implementation that conforms', () => {
        const jobs = commands.find((command) => command.includes('--jobs')) ?? 'exit 9'
        expect(run(tarball, jobs, { quickly: true }).status).toBe(0)
        expect(commands.length).toBe(2)
      })

      it('four shards and their merge are green for an implementation that conforms', () => {
        expect(runShards()).toBe(0)
        expect(readFileSync(summary, 'utf8')).toContain('my coordinator 1 conforms to edition document')
      })

      it('a gate is red for an implementation with a bug, with an annotation, and still writes summary and report', () => {
        apply(fixDiff, '--reverse')
        const ran = runGate()
        expect(failed(ran)).toEqual([expect.stringContaining('npx cwc run')])
        expect(ran.map(({ status }) => status)).toContain(1)
        expect(ran.map(({ output }) => output).join('')).toMatch(/^::error .*EC-35/m)
        expect(readFileSync(summary, 'utf8')).toContain('EC-35')
        expect(report('junit.xml')).not.toMatch(/<testsuites [^>]*failures="0"/)
        expect(runShards()).toBe(1)
      })

      it('a list of known failures makes the gate green again, and red when they are mended', () => {
        const list = join(folder, 'my-driver/cwc.known-failures.yaml')
        run(tarball, commands.find((command) => command.includes('--fix')) ?? '', { quickly: true })
        expect(failed(runGate())).not.toEqual([])
        writeFileSync(list, readFileSync(list, 'utf8').replaceAll('reason: TODO', 'reason: epochs are out of order'))
        expect(failed(runGate())).toEqual([])
        expect(JSON.parse(report('badge.json')).message).toContain('known failures')
        apply(fixDiff)
        expect(failed(runGate())).toEqual([expect.stringContaining('npx cwc run')])
      })
    })
  },
)

interface Workflow {
  readonly jobs: {
    readonly [name: string]: { readonly steps: readonly { readonly run?: string; readonly if?: string }[] }
  }
}

it('the first driver of the page has at most 40 lines of the user', () => {
  const own = (driverDiff ?? '').split('\n').filter((line) => /^\+(?!\+\+ )/.test(line))
  expect(own.length).toBeGreaterThan(10)
  expect(own.length).toBeLessThanOrEqual(40)
})
