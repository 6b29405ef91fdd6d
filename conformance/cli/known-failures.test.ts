import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { UsageError } from '../errors.ts'
import { knownFailuresJsonSchema } from '../known-failures/file-schema.ts'
import { aFailure, aRun, aScenario, aSearch } from '../known-failures/fixtures/runs.ts'
import { replaceFile } from '../known-failures/replace-file.ts'
import { packageRoot } from '../package-root.ts'
import { cwc } from './fixtures/cwc.ts'
import { knownFailures } from './known-failures.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-known-failures-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const model = { kind: 'reference' } as const
const driver = (fault: string) => ['--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', fault]

describe('cwc run --known-failures', () => {
  it('writes what fails, asks for reasons, passes with them, and fails when the implementation is mended', async () => {
    const file = join(folder, 'whole.yaml')
    const listed = await cwc(['run', '--known-failures', file, '--fix', ...driver('has an output column')])
    expect(listed.out).toContain(`--fix: ${file}: 1 added\n`)
    expect(listed.out).toContain(`✗ ${file}:3:3: the entry has no reason`)
    expect(listed.code).toBe(1)

    writeFileSync(file, readFileSync(file, 'utf8').replace('TODO\n', 'we have columns\n'))
    const run = ['run', '--known-failures', file]
    const known = await cwc([...run, '--requirement', 'OP-5', ...driver('has an output column')])
    expect(known.out).toContain(`${file}:3:3: 4 failures: we have columns`)
    expect(known.out).not.toContain('✗')
    expect(known.code).toBe(0)

    const mended = await cwc([...run, '--requirement', 'OP-5'])
    expect(mended.out).toContain(`✗ ${file}:3:3: a listed case does not fail: features/operator/`)
    expect(mended.code).toBe(1)

    const emptied = await cwc([...run, '--fix'])
    expect(emptied.out).toContain(`--fix: ${file}: 1 removed (no entry is left: the file may be removed)\n`)
    expect(emptied.code).toBe(0)
  })

  it('refuses a file that is wrong before the driver is started, with its line and column', async () => {
    const file = join(folder, 'wrong.yaml')
    writeFileSync(file, '- role: task\n  resaon: x\n')
    const { code, err } = await cwc(['run', '--known-failures', file, '--', 'no-such-program'])
    expect(err).toBe(`error: ${file}:2:3: resaon: there is no such field (did you mean "reason"?)\n`)
    expect(code).toBe(2)
  })
})

describe('the options on known failures', () => {
  const failing = aRun([aScenario('passing', 1), aFailure('one', 2)])
  const fix = async (file: string, report = failing) =>
    (await knownFailures(model, { knownFailures: file, fix: true }, []))(report)

  it('do nothing without a file, or with --no-known-failures', async () => {
    expect((await knownFailures(model, {}, []))(failing)).toBe(failing)
    expect((await knownFailures(model, { knownFailures: false }, []))(failing)).toBe(failing)
  })

  it('refuse a named file that does not exist', async () => {
    await expect(knownFailures(model, { knownFailures: join(folder, 'none.yaml') }, [])).rejects.toThrow(
      'none.yaml: cannot be read: there is no such file',
    )
  })

  it('refuse --fix with a filter or with --no-known-failures', async () => {
    await expect(knownFailures(model, { fix: true }, ['--role'])).rejects.toThrow(UsageError)
    await expect(knownFailures(model, { fix: true, knownFailures: false }, [])).rejects.toThrow(UsageError)
  })

  it.each([
    ['was stopped', { complete: false }],
    ['is one of several shards', { shard: { index: 1, of: 4 } }],
    ['had a selection', { selection: '@EC-2' }],
    ['has generated cases that were not run', { generated: [{ ...aSearch([]), verdict: 'not-run' as const }] }],
  ])('leave the file as it is with --fix if the run %s', async (_, part) => {
    const file = join(folder, 'kept.yaml')
    writeFileSync(file, '# kept\n')
    await fix(file, { ...failing, ...part })
    expect(readFileSync(file, 'utf8')).toBe('# kept\n')
  })

  it('write through a link with --fix, which stays a link', async () => {
    const [file, link] = [join(folder, 'target.yaml'), join(folder, 'link.yaml')]
    writeFileSync(file, '')
    symlinkSync(file, link)
    await fix(link)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain('- scenario: one\n')
  })

  it('keep the permissions of the file with --fix, and leave no file beside it', async () => {
    const own = join(folder, 'own')
    mkdirSync(own)
    const file = join(own, 'own.yaml')
    writeFileSync(file, '', { mode: 0o640 })
    await fix(file)
    expect(readFileSync(file, 'utf8')).toContain('- scenario: one\n')
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect(readdirSync(own)).toEqual(['own.yaml'])
  })

  it('leave with --fix a read-only file, a link to nowhere, and a file that another --fix is writing', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    onTestFinished(() => said.mockRestore())
    const [readOnly, busy, link] = ['read-only.yaml', 'busy.yaml', 'to-nowhere.yaml'].map((one) =>
      join(folder, one),
    ) as [string, string, string]
    writeFileSync(readOnly, '# mine\n', { mode: 0o444 })
    writeFileSync(busy, '# mine\n')
    writeFileSync(`${busy}.part`, '# of another\n')
    symlinkSync(join(folder, 'nowhere.yaml'), link)
    for (const file of [readOnly, busy, link]) await fix(file)
    const why = [
      `${readOnly}: not changed, because it cannot be written: the file is read-only`,
      `${busy}: not changed, because it cannot be written: busy.yaml.part is beside it (another --fix is writing; if none runs, remove it)`,
      `${link}: not changed, because it cannot be written: the link leads nowhere`,
    ]
    expect(said.mock.calls).toEqual(why.map((one) => [`--fix: ${one}`]))
    expect([readOnly, busy, `${busy}.part`].map((file) => readFileSync(file, 'utf8'))).toEqual([
      '# mine\n',
      '# mine\n',
      '# of another\n',
    ])
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
  })

  it('lose no entry when the file is changed at the moment at which --fix replaces it', () => {
    const file = join(folder, 'raced.yaml')
    writeFileSync(file, '# before\n')
    expect(replaceFile(file, '# mine\n', () => false)).toBe(false)
    expect(readFileSync(file, 'utf8')).toBe('# before\n')
    expect(existsSync(`${file}.part`)).toBe(false)
  })

  it('leave a file as it is with --fix if it was changed during the run', async () => {
    const file = join(folder, 'changed.yaml')
    writeFileSync(file, '# before\n')
    const hold = await knownFailures(model, { knownFailures: file, fix: true }, [])
    writeFileSync(file, '# after\n')
    hold(failing)
    expect(readFileSync(file, 'utf8')).toBe('# after\n')
  })
})

describe('schema/known-failures.schema.json', () => {
  it('is what the code accepts', () => {
    const written: unknown = JSON.parse(readFileSync(join(packageRoot, 'schema/known-failures.schema.json'), 'utf8'))
    expect(written).toEqual(JSON.parse(JSON.stringify(knownFailuresJsonSchema())))
  })
})
