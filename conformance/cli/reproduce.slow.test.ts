import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwc-reproduce-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const late = 'coordinator:w2r1e2f1x1:late:0120'
const inFolder = (name: string) => join(folder, name)
const write = (name: string, text: string) => {
  writeFileSync(inFolder(name), text)
  return inFolder(name)
}
const faulty = [
  '--',
  process.execPath,
  'conformance/cli/fixtures/faulty-driver.ts',
  'tells the query of an epoch before the sink',
]
const unruly = (way: string) => ['--', process.execPath, 'conformance/cli/fixtures/unruly-driver.ts', way]

describe('cwc reproduce', () => {
  it('runs the case of a token again, and exits with 0 if the driver agrees', async () => {
    const { code, out, err } = await cwc(['reproduce', late])
    expect(err).toBe('')
    expect(out).toMatch(
      /^coordinator, 2 writers, 1 reader, 2 epochs from 1 on, late at most once\n\ngiven role coordinator/,
    )
    expect(out).toContain('\nreader 0 reports epoch 2 at "offset-0-2"\n    the query adds the offsets of epoch 2')
    expect(out).toMatch(/\nreference model document agrees with edition document\.\n$/)
    expect(code).toBe(0)
  })

  it('writes the case as a scenario that runs, and as a chart', async () => {
    const files = ['--feature', inFolder('late [1].feature'), '--chart', inFolder('late.mmd')]
    const { out } = await cwc(['reproduce', late, ...files])
    expect(out).toContain(`Written: ${inFolder('late [1].feature')}\nWritten: ${inFolder('late.mmd')}\n`)
    expect(readFileSync(inFolder('late.mmd'), 'utf8')).toMatch(/^sequenceDiagram\n {2}participant kit\n/)
    const run = await cwc(['run', '--features', inFolder('late [1].feature')])
    expect(run.err).toContain('1/1 scenarios\n')
    expect(run.code).toBe(0)
  })

  it('shows the fault of a driver, with a scenario that fails on it and passes on the model', async () => {
    const file = inFolder('found.feature')
    const { code, out } = await cwc(['reproduce', 'coordinator:w2r2e2f1x1::00000000', '--feature', file, ...faulty])
    expect(code).toBe(1)
    const [, requirement] = /\n✗ (EC-3\d).*\n {2}.*\n {2}property: /.exec(out) ?? []
    if (requirement === undefined) throw new Error(out)
    const scenario = readFileSync(file, 'utf8')
    expect(out).toContain(`As a scenario:\n\n${scenario}`)
    expect(scenario).toContain(`@${requirement}`)
    expect((await cwc(['run', '--features', file])).code).toBe(0)
    const there = await cwc(['run', '--features', file, '--timeout', '50', ...faulty])
    expect(there.code).toBe(1)
    expect(there.out).toContain(requirement)
    expect(there.out).toMatch(/again: npx cwc run.* --timeout 50 --features \S*found\.feature:\d+ -- /)
  })

  it('shortens a case with --shorten, and prints its token', async () => {
    const { code, out } = await cwc(['reproduce', 'coordinator:w2r2e2f1x1::00000000', '--shorten', ...faulty])
    expect(out).toContain('\nShorter: npx cwc reproduce coordinator:w0r1e1f1x1::0\n')
    expect(out).toContain('# npx cwc reproduce coordinator:w0r1e1f1x1::0\n')
    expect(code).toBe(1)
  })

  it.each([
    ['crashes', []],
    ['lies', []],
    ['floods', []],
    ['hangs', ['--timeout', '4']],
  ])('writes the case of a driver that %s, up to the failing step, as a scenario', async (way, limit) => {
    const file = inFolder(`${way}.feature`)
    const words = ['reproduce', 'coordinator:w1r0e3f1x1::000', '--feature', file, ...limit, ...unruly(way)]
    const { code, out } = await cwc(words)
    expect(code).toBe(1)
    expect(out).toMatch(/\n✗ driver: .*, when writer 0 commits epoch 2 as "commit-0-2"\n/)
    expect(readFileSync(file, 'utf8')).toContain('When writer 0 commits epoch 2 as "commit-0-2"\n')
    expect((await cwc(['run', '--features', file])).code).toBe(0)
    expect((await cwc(['run', '--features', file, ...limit, ...unruly(way)])).code).toBe(1)
  })

  it('names the step that a driver does not support', async () => {
    const { code, out } = await cwc(['reproduce', 'coordinator:w1r0e3f1x1::000', ...unruly('refuses')])
    expect(out).toContain('does not support step 4: a second epoch\n')
    expect(code).toBe(4)
  })

  it('runs every distinct token of a file, and exits with the worst exit code', async () => {
    const file = write('tokens.json', JSON.stringify({ one: late, two: ['coordinator:w1r1e1f1x1::00', late] }))
    const both = await cwc(['reproduce', file])
    expect(both.out.match(/given role coordinator/g)).toHaveLength(2)
    expect(both.code).toBe(0)
    const there = await cwc(['reproduce', file, ...unruly('crashes')])
    expect(there.code).toBe(0)
    const worst = write('worse.txt', `coordinator:w1r1e1f1x1::00 and coordinator:w1r0e2f1x1::00.`)
    expect((await cwc(['reproduce', worst, ...unruly('crashes')])).code).toBe(1)
  })

  it('refuses to write several cases into one file', async () => {
    const file = write('two.txt', `${late} coordinator:w1r1e1f1x1::00`)
    const { code, err } = await cwc(['reproduce', file, '--feature', inFolder('two.feature')])
    expect(err).toContain('contains 2 tokens')
    expect(code).toBe(2)
    expect(existsSync(inFolder('two.feature'))).toBe(false)
  })

  it.each([
    ['cook:w2r1e2f1x1:late:0', '"cook": not a role (a token begins with planner, operator'],
    ['coordinator:w2r1e2f1:late:0', 'the bound times ("x") is missing'],
    ['coordinator:w2r1e2f1x1y1:late:0', 'role coordinator has no bound "y"'],
    ['coordinator:w2r1e2f1x1:interrupt:0', 'role coordinator has no fault "interrupt"'],
    ['coordinator:w2r1e2f1x1:late:0!', '"0!": not choices'],
    ['coordinator:w2r1e2f1x1:late:z', 'choice 1 is 35, and there are'],
    ['package.json', 'package.json: contains no token'],
    ['conformance', 'conformance: a folder (a file is wanted)'],
  ])('%s is refused, with the place', async (token, why) => {
    const { code, err } = await cwc(['reproduce', token])
    expect(err).toContain(why)
    expect(code).toBe(2)
  })
})
