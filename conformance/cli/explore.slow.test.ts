import { describe, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

const fixture = (name: string, fault: string) => ['--', process.execPath, `conformance/cli/fixtures/${name}.ts`, fault]

describe('cwc explore', () => {
  it('counts the states, edges and interleavings of the model, with and without symmetry', async () => {
    const sizes = ['explore', '--writers', '2', '--readers', '2', '--epochs', '3']
    const { code, out, err } = await cwc(sizes)
    expect(err).toBe('exploring coordinator, 2 writers, 2 readers, 3 epochs from 1 on, no faults\n')
    expect(out).toContain(
      '\n  100 states (partitions that differ only in their number count as one), 300 edges, depth 12\n',
    )
    // 12! / (3!)^4
    expect(out).toContain('\n  369,600 interleavings\n')
    expect(out).toContain('\nEvery property that was exercised holds in every state.\n')
    expect(code).toBe(0)
    expect((await cwc([...sizes, '--no-symmetry'])).out).toContain('\n  256 states, 768 edges, depth 12\n')
  })

  it('names the properties that were not exercised', async () => {
    const { code, out } = await cwc(['explore', '--readers', '0', '--epochs', '1'])
    expect(out).toContain('never exercised: when all readers have reported an epoch, exactly their offsets are added')
    expect(code).toBe(0)
  })

  it('runs every schedule within the bounds on a driver', async () => {
    const sizes = ['--writers', '2', '--readers', '1', '--epochs', '2']
    const { code, out } = await cwc(['explore', ...sizes, '--driver', 'reference'])
    expect(out).toContain(
      '13 schedules (one of those that differ only in the order of independent moves), 104 actions\n',
    )
    expect(code).toBe(0)
    const cut = await cwc(['explore', ...sizes, '--driver', 'reference', '--most', '3'])
    expect(cut.out).toContain('not all cases were run')
    expect(cut.code).toBe(4)
  })

  it('runs tours on a program by default', async () => {
    const served = ['--', process.execPath, 'bin/cwc.js', 'serve', 'reference']
    const { code, out } = await cwc(['explore', '--writers', '2', '--readers', '1', '--epochs', '2', ...served])
    expect(out).toMatch(/^\d+ tours, \d+ actions\n.* 27 of 27 states, 54 of 54 edges\n.*coverage, not proof\.\n$/)
    expect(code).toBe(0)
  })

  it('finds the fault of a driver, and prints the command that reproduces it', async () => {
    const sizes = ['--writers', '1', '--readers', '1', '--epochs', '1']
    const { code, out } = await cwc([
      'explore',
      ...sizes,
      ...fixture('faulty-driver', 'tells the query of an epoch before the sink'),
    ])
    expect(code).toBe(1)
    expect(out).toMatch(/^✗ EC-3\d /)
    expect(out).toMatch(/again: npx cwc reproduce coordinator:w0r1e1f1x1::0 -- /)
    const crashed = await cwc([
      'explore',
      '--writers',
      '1',
      '--readers',
      '0',
      '--epochs',
      '2',
      ...fixture('unruly-driver', 'crashes'),
    ])
    expect(crashed.code).toBe(1)
    expect(crashed.out).toMatch(/^✗ driver: the driver crashed: .*, when writer 0 commits epoch 2 as "commit-0-2"$/m)
  })

  it.each([
    [
      ['--faults', 'nothing'],
      2,
      '--faults: role coordinator has no fault "nothing" (its faults are duplicate (a message arrives twice)',
    ],
    [
      ['--role', 'task', '--writers', '2'],
      2,
      '--writers: role task has no such bound (its bounds are --partitions, --epochs',
    ],
    [['--role', 'cook'], 2, 'Allowed choices are'],
    [['--writers', '-1'], 2, 'A whole number from 1 to 100 is wanted'],
    [['--epochs', '1.5'], 2, 'A whole number from 1 to 100 is wanted'],
    [['--epochs', '0'], 2, 'A whole number from 1 to 100 is wanted'],
    [['--edition', 'spark-9'], 2, 'one of document, spark-2.4'],
    [['--role', 'task', ...fixture('unruly-driver', 'lies')], 4, 'does not claim this role (it claims coordinator)'],
    [['--', 'no-such-command'], 3, 'was not found'],
  ])('%j ends with %i and the reason', async (words, exitCode, why) => {
    const { code, err } = await cwc(['explore', ...words])
    expect(err).toContain(why)
    expect(code).toBe(exitCode)
  })
})
