import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { reportSchema } from '../conformance/report/report-schema.ts'
import {
  conclusionOf,
  type Driver,
  DriverError,
  describeRun,
  exitCodeOf,
  referenceDriver,
  runSuite,
  type SuiteOptions,
  UsageError,
  writeReport,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'api '))
afterAll(() => rmSync(folder, { recursive: true }))

const model: Driver = referenceDriver('document')
const faulty = [
  'node',
  join(import.meta.dirname, '../conformance/cli/fixtures/faulty-driver.ts'),
  'has an output column',
]

describe('runSuite', () => {
  it('returns a report of a driver in this process, and prints nothing', async () => {
    const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
    const report = await runSuite({ driver: model, roles: ['planner', 'task'], runs: { task: 5 }, seed: 1 })
    expect(printed.map(({ mock }) => mock.calls)).toEqual([[], []])
    vi.restoreAllMocks()
    expect(report.roles.map(({ role }) => role)).toEqual(['planner', 'task'])
    expect(report.generated.map(({ role, cases, seed }) => ({ role, cases, seed }))).toEqual([
      { role: 'task', cases: 5, seed: 1 },
    ])
    expect(report.driver).toMatchObject({ choice: { kind: 'in-process' }, edition: 'document' })
    expect(report.complete).toBe(true)
    expect(reportSchema.safeParse(JSON.parse(JSON.stringify(report))).error).toBeUndefined()
  })

  it('runs a command, and reports what is wrong with the line that runs the case again', async () => {
    const report = await runSuite({ driver: faulty, requirements: ['op-5'], edition: 'document', timeoutSeconds: 30 })
    expect(conclusionOf(report)).toEqual({ kind: 'does-not-conform' })
    expect(exitCodeOf(report)).toBe(1)
    expect(report.selection).toBe('@OP-5')
    expect(describeRun(report)).toMatch(/^✗ OP-5 /)
    expect(report.cases[0]?.again).toMatch(/^npx cwc run --edition document --timeout 30 --features \S+ -- node /)
  })

  it('keeps the results of a driver that fails at its shutdown, and says so', async () => {
    const shutdown = () => Promise.reject(new DriverError({ kind: 'crashed', reason: 'its disk is full', stderr: '' }))
    const report = await runSuite({ driver: { ...model, shutdown }, roles: ['planner'] })
    expect(report.shutdown).toEqual(['the driver crashed: its disk is full'])
    expect(conclusionOf(report)).toEqual({ kind: 'conforms' })
    expect(describeRun(report)).toContain(
      'The driver failed when it was shut down: the driver crashed: its disk is full',
    )
  })

  it('names a place for the command of a driver in this process, which has none', async () => {
    const open: Driver = {
      ...model,
      open: () => Promise.reject(new DriverError({ kind: 'crashed', reason: 'x', stderr: '' })),
    }
    const report = await runSuite({ driver: open, features: ['features/planner/planning.feature:17'] })
    expect(report.cases.map(({ again }) => again)).toEqual([
      'npx cwc run --features features/planner/planning.feature:17 -- DRIVER',
    ])
  })

  it('holds the report against known failures', async () => {
    const file = join(folder, 'known.yaml')
    const [failure] = (await runSuite({ driver: faulty, requirements: ['OP-5'] })).causes
    writeFileSync(
      file,
      `- requirement: OP-5\n  reason: on purpose\n  observed: ${JSON.stringify({ requirement: 'OP-5', mismatch: failure?.mismatch })}\n`,
    )
    const report = await runSuite({ driver: faulty, requirements: ['OP-5'], knownFailures: file })
    expect(report.knownFailures?.problems).toEqual([])
    expect(conclusionOf(report)).toEqual({ kind: 'only-known-failures' })
  })

  it('stops at an abort, and says that the run is not complete', async () => {
    const controller = new AbortController()
    const driver: Driver = {
      ...model,
      open: async (opening) => {
        controller.abort()
        return await model.open(opening)
      },
    }
    const report = await runSuite({ driver, signal: controller.signal })
    expect(report.complete).toBe(false)
    expect(report.cases.filter(({ verdict }) => verdict !== 'not-run')).toHaveLength(1)
    await expect(runSuite({ driver: model, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop')
  })

  describe('after an abort, it does not wait for a command', () => {
    /** The call at which the driver hangs, after it has made a file. */
    const hanging = `
      const [hangsAt, file] = process.argv.slice(1)
      const identity = { protocol: 1, implementation: { name: 'x', version: '1', language: 'x' }, edition: 'document', roles: ['planner'] }
      require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
        const { id, method } = JSON.parse(line)
        if (method === hangsAt) return require('fs').writeFileSync(file, '')
        console.log(JSON.stringify({ jsonrpc: '2.0', id, result: method === 'initialize' ? identity : { events: [] } }))
      })`

    async function abortedAt(method: string) {
      const file = join(folder, `hangs at ${method}`)
      const stop = new AbortController()
      const driver = [process.execPath, '--eval', hanging, method, file]
      const run = runSuite({ driver, roles: ['planner'], timeoutSeconds: 3_600, signal: stop.signal })
      await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 300_000 })
      stop.abort(new Error('enough'))
      return await run
    }

    it('that hangs at its start, and throws the reason of the signal', async () => {
      await expect(abortedAt('initialize')).rejects.toThrow('enough')
    })

    it('that hangs in a case', async () => {
      const report = await abortedAt('open')
      expect([report.complete, report.shutdown]).toEqual([false, undefined])
      expect(new Set(report.cases.map(({ verdict }) => verdict))).toEqual(new Set(['not-run']))
    })
  })

  it('can run twice at the same time', async () => {
    const both = ['planner', 'operator'] as const
    const reports = await Promise.all(
      both.map((role) => runSuite({ driver: referenceDriver('document'), roles: [role] })),
    )
    expect(reports.map(({ roles }) => roles.map(({ role }) => role))).toEqual([['planner'], ['operator']])
  })

  it.each<[string, Partial<Record<keyof SuiteOptions, unknown>>]>([
    ['roles: "tasks" is no role (one of', { roles: ['tasks'] }],
    ['roles: the list is empty', { roles: [] }],
    ['requirements: the list is empty', { requirements: [] }],
    ['there is no requirement "OP-999" (known are OP-1 to', { requirements: ['OP-999'] }],
    ['nothing to run: no scenario matches @planner and @OP-5', { roles: ['planner'], requirements: ['OP-5'] }],
    ['edition "spark-9": no such edition', { edition: 'spark-9' }],
    ['edition "3.5": no such edition', { edition: 3.5 }],
    ['edition "\\u{1b}[2J": no such edition', { edition: '\u001b[2J' }],
    ['runs: 1.5 is out of range', { runs: 1.5 }],
    ['runs: "tasks" is no role', { runs: { tasks: 1 } }],
    ['runs: role task is not among the selected roles', { roles: ['planner'], runs: { task: 1 } }],
    ['seed: there are no generated cases', { seed: 1 }],
    ['timeoutSeconds: 0 is out of range', { timeoutSeconds: 0 }],
    ['driver: neither a driver nor the words of a command', { driver: undefined }],
    ['driver: the command has no words', { driver: [] }],
    ['driver: a word of the command is empty', { driver: ['node', ''] }],
    ['runs: the driver does not offer role query', { driver: withRoles(['task']), runs: { query: 1 } }],
    ['the driver claims edition "mine": no such edition', { driver: withEdition('mine') }],
  ])('refuses wrong options: %s', async (message, options) => {
    // As a program without types would call it.
    const wrong = { driver: model, ...options } as SuiteOptions
    const error: unknown = await runSuite(wrong).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UsageError)
    expect(error).toMatchObject({ message: expect.stringContaining(message) })
  })

  it('throws if the driver cannot be started', async () => {
    await expect(runSuite({ driver: ['./no-such-driver'] })).rejects.toThrow(DriverError)
  })
})

describe('writeReport', () => {
  it('writes the files of cwc run --report', async () => {
    const report = await runSuite({ driver: model, roles: ['planner'] })
    const path = await writeReport(join(folder, 'reports'), report)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(report)))
    expect(readdirSync(join(folder, 'reports')).sort()).toEqual([
      'badge.json',
      'junit.xml',
      'report.html',
      'report.json',
      'summary.md',
    ])
  })
})

function withRoles(roles: readonly ('task' | 'planner')[]): Driver {
  return { ...model, initialize: async () => ({ ...(await model.initialize()), roles: [...roles] }) }
}

function withEdition(edition: string): Driver {
  return { ...model, initialize: async () => ({ ...(await model.initialize()), edition }) }
}
