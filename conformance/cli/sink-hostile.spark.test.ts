import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { prepareSpark } from '../../src/adapters/spark/prepare.ts'
import { packageRoot } from '../package-root.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Found {
  readonly tried: readonly {
    readonly result: { readonly kind: string; readonly reason?: string; readonly isTold?: boolean }
  }[]
}

it('A sink that hangs, throws errors, ends the JVM or floods its output breaks its own scenario only, and leaves nothing behind', async () => {
  const { command, args } = await prepareSpark({ kind: 'release', version: '3.5.8' }, { onProgress: () => {} })
  const classes = join(folder, 'classes')
  const source = join(packageRoot, 'conformance/sink/fixtures/HostileSink.java')
  const classPath = args[args.indexOf('-cp') + 1] ?? ''
  execFileSync(join(dirname(command), 'javac'), [
    '--release',
    '8',
    '-Xlint:-options',
    '-cp',
    classPath,
    '-d',
    classes,
    source,
  ])
  const file = join(folder, 'hostile.yaml')
  const path = join(folder, 'rows', '{case}')
  writeFileSync(
    file,
    `sink: { format: hostile.HostileSink, options: { path: '${path}' } }
read: { format: text, options: { path: '${path}' } }
mayBeMissing: true
jars: ['${classes}']
`,
  )
  const temporary = join(folder, 'temporary')
  mkdirSync(temporary)
  const env = { ...process.env, TMPDIR: temporary }
  const { code, out, err } = await cwc(['sink', file, '--timeout', '15', '--json'], { env })
  expect(code, err).toBe(4)
  const { tried }: Found = JSON.parse(out)
  const verdicts = tried.map(({ result: { kind, reason } }) => reason?.split('\n')[0] ?? kind)
  expect(verdicts.slice(0, 3)).toEqual([
    'no answer to apply within 15 s',
    'no answer to apply within 15 s',
    expect.stringMatching(/^the driver crashed: it exited with code \d+ \(in apply\)$/),
  ])
  expect(tried[1]?.result.reason).toContain('java.lang.NoClassDefFoundError: org/example/Missing')
  expect(new Set(verdicts.slice(3))).toEqual(new Set(['seen']))
  expect(readdirSync(temporary)).toEqual([])
})
