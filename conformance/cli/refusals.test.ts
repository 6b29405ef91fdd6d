import { describe, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

describe('a command line that cannot be run', () => {
  it.each([
    [['run', '--driver', 'nobody'], 2, '--driver "nobody": no such driver'],
    [['run', '--driver', 'reference', '--', 'x'], 2, 'a command follows -- already'],
    [['run', '--driver', 'spark@2.4.8', '--master', 'yarn'], 2, 'unknown master "yarn"'],
    [['run', '--master', 'standalone'], 2, '--master: only real Spark has a master'],
    [['explore', '--master', 'standalone'], 2, '--master: only real Spark has a master'],
    [['run', '--edition', 'spark-9'], 2, 'one of document, spark-2.4'],
    [['run', '--role', 'cook'], 2, 'Allowed choices are planner'],
    [['run', '--requirement', 'OP-999'], 2, 'known are OP-1 to'],
    [['run', '--tags', '@a and'], 2, '--tags @a and: not a tag expression'],
    [['run', '--timeout', 'soon'], 2, 'A number of seconds above 0'],
    [['run', '--timeout', '2000001'], 2, 'A number of seconds above 0 and up to 2,000,000'],
    [['run', '--'], 2, '--: no command follows'],
    [['run', '--role', 'task', '--role', 'planner'], 2, '--role: given twice'],
    [['run', '--report', 'package.json'], 2, 'the report cannot be written'],
    [['run', '--report', 'package.json/x'], 2, 'the report cannot be written'],
    [['run', '--report', ''], 2, '--report: the name of the folder is empty'],
    [['run', '--tags', '@nobody'], 4, 'nothing to run'],
    [['run', '--requirement', 'OP-33'], 4, 'OP-33 is untestable'],
    [['run', '--', 'no-such-command'], 3, 'was not found'],
    [['run', '--', process.execPath, '-e', '0'], 3, 'could not be run'],
    [['show', 'XX-1'], 2, 'ids begin with'],
    [['cook'], 2, '"cook": no such command'],
  ])('%j ends with %i and the reason', async (words, exitCode, why) => {
    const { code, err } = await cwc(words)
    expect(err).toContain(why)
    expect(code).toBe(exitCode)
  })
})

describe('cwc list and cwc show', () => {
  it('print requirements, scenarios and editions', async () => {
    expect((await cwc(['list', 'requirements', '--role', 'planner'])).out).toContain('PL-1    planner, must')
    expect((await cwc(['list', 'scenarios', '--role', 'planner'])).out).toContain('features/planner/')
    expect((await cwc(['list', 'editions'])).out).toContain(
      'spark-2.4: deviates from the page\n  + committed-log-line (RDD-23): ',
    )
    expect((await cwc(['show', 'RDD-23'])).out).toContain('ContinuousWriteRDD.md')
  })
})
