import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../conformance/package-root.ts'
import { brokenLinks } from './fixtures/links.ts'
import { install, type Packed, pack } from './fixtures/packed.ts'

const folder = mkdtempSync(join(tmpdir(), 'packed '))
const project = join(folder, 'a project')
let packed: Packed
let own = ''

beforeAll(() => {
  packed = pack(folder)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }')
  own = install(packed, project)
})
afterAll(() => rmSync(folder, { recursive: true }))

const bin = (name: string) => join(packageRoot, 'node_modules/.bin', name)

describe('the package', () => {
  it('has nothing that only the tests and the maintainers of the kit need', () => {
    const ours =
      /\.test\.|\/fixtures\/|__snapshots__|\/mutation\/|^(?:bench|scripts|conformance\/(?!html\/page\/))|\/target\/|\.map$|\.tgz$/
    expect(packed.files.filter((file) => ours.test(file))).toEqual([])
  })

  it('has the declarations of its API only', () => {
    expect(
      packed.files.filter((file) => file.endsWith('.d.ts') && /conformance\/(?:cli|html|matrix|smoke)\//.test(file)),
    ).toEqual([])
    expect(packed.files).toContain('dist/api/index.d.ts')
  })

  it('weighs less than 1 MB', () => {
    expect(packed.bytes).toBeLessThan(1_000_000)
  })

  it('has no relative link that leads out of it', () => {
    const pages = packed.files.filter((file) => file.endsWith('.md'))
    expect(pages).toContain('README.md')
    expect(pages.flatMap((page) => brokenLinks(own, page))).toEqual([])
  })

  it('has nothing to say to publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: own, pack: false, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('has types that resolve as its code does', () => {
    const attw = spawnSync(bin('attw'), [packed.tarball, '--profile', 'esm-only', '--no-color'], { encoding: 'utf8' })
    expect(attw.status, attw.stdout).toBe(0)
  })
})

describe('a program that uses the API as docs/api.md shows it', () => {
  const page = readFileSync(join(packageRoot, 'docs/api.md'), 'utf8')
  const examples = [...page.matchAll(/```ts\n\/\/ (\S+)\n(.*?)```\n\n```text\n(.*?)```/gs)].map(
    ([, name = '', code = '', output = '']) => ({ name, code, output }),
  )

  beforeAll(() => {
    for (const { name, code } of examples) writeFileSync(join(project, name), code)
  })

  it('compiles, strict and with the types of all libraries checked', () => {
    expect(examples).toHaveLength(page.match(/```ts/g)?.length ?? 0)
    mkdirSync(join(project, 'node_modules/@types'))
    symlinkSync(join(packageRoot, 'node_modules/@types/node'), join(project, 'node_modules/@types/node'))
    // First without any types but those that TypeScript has, then beside those of Node.
    for (const types of [[], ['node']]) {
      const compilerOptions = {
        ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types },
        ...{ module: 'nodenext', target: 'es2024', lib: types.length === 0 ? ['es2024', 'dom'] : ['es2024'] },
      }
      // `process` is a type of Node.
      const own = examples.filter(({ code }) => types.length > 0 || !code.includes('process.'))
      const config = { compilerOptions, files: own.map(({ name }) => name) }
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config))
      const tsc = spawnSync(bin('tsc'), ['-p', project], { encoding: 'utf8' })
      expect(tsc.stdout).toBe('')
      expect(tsc.status).toBe(0)
    }
  })

  it.each(examples)('prints what the page says: $name', ({ name, output }) => {
    expect(spawnSync('node', [name], { cwd: project, encoding: 'utf8' }).stdout).toBe(output)
  })
})

describe('cwc in a folder with a space in its name', () => {
  const driver = ['--', 'node', 'my driver/driver.mjs']
  const place = 'features/coordinator/current-epoch.feature:16'
  const commands: readonly [readonly string[], string][] = [
    [['--version'], '.'],
    [['init', 'node', 'my driver'], 'my driver'],
    [['smoke', ...driver], '0 not ok'],
    [['run', '--role', 'planner', '--report', 'the reports'], 'conforms to edition document'],
    [['run', '--features', place, '--report', 'his reports', ...driver], 'conforms to edition document'],
    [['report', 'the reports'], 'report.html'],
    [['diff', 'the reports', 'the reports'], ''],
    [['run', '--shard', '1/1', '--role', 'planner', '--report', 'shard'], ''],
    [['merge', 'shard', '--out', 'merged'], ''],
    [['explore', '--role', 'planner'], ''],
    [['audit', '--help'], 'cwc audit'],
    [['reproduce', 'coordinator:w2r1e2f1x1:late:0120'], ''],
    [['list', 'requirements'], 'OP-5'],
    [['list', 'scenarios', '--json'], 'features/'],
    [['list', 'editions'], 'spark-4.2'],
    [['show', 'EC-29'], 'EC-29'],
    [['matrix', '--from', 'the reports'], 'reference'],
  ]

  it.each(commands)('runs cwc %j', (words, says) => {
    const cwc = spawnSync(join(project, 'node_modules/.bin/cwc'), words, { cwd: project, encoding: 'utf8' })
    expect(cwc.stderr).not.toMatch(/error:/)
    expect(cwc.status).toBe(0)
    expect(cwc.stdout).toContain(says)
  })

  it('runs cwc serve', () => {
    const calls = ['{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocol":1,"kit":"x"}}']
    const cwc = spawnSync(join(project, 'node_modules/.bin/cwc'), ['serve', 'reference'], {
      ...{ cwd: project, encoding: 'utf8', input: `${calls.join('\n')}\n` },
    })
    expect(cwc.stdout).toContain('"roles":["planner"')
  })
})
