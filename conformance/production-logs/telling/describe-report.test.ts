import { describe, expect, it } from 'vitest'
import { altered, checked, recordedLogs } from '../fixtures/checked.ts'
import { recording } from '../fixtures/recording.ts'
import type { LoggedFile } from '../report/check-report.ts'
import { describeReport } from './describe-report.ts'

const normal = () => recordedLogs('3.5.8/local-normal-info')['driver.log']

describe('the text of a check', () => {
  it('begins with the answer, and then the finding that commits stopped, with the error and its line', () => {
    const text = describeReport(checked(recordedLogs('3.5.8/local-sink-refuses-info')))
    expect(text).toMatchSnapshot()
  })

  it('says so where a log is cut before the text of an error', () => {
    const [log = ''] =
      recordedLogs('3.5.8/local-sink-refuses-info')['driver.log']?.toString('utf8').split('\njava.lang.IllegalState') ??
      []
    const text = describeReport(checked({ 'driver.log': Buffer.from(`${log}\n`) }))
    expect(text).toContain(
      '\n- an error was ignored, and no later line shows whether epochs are committed beyond epoch 2: one whose text is not in the log\n',
    )
  })

  it('names the files of a rotated log in their order, five of them at most', () => {
    const report = checked({ 'driver.log': normal() ?? Buffer.alloc(0) })
    const inParts = (count: number) => {
      const parts = Array.from({ length: count }, (_, at) => `driver.log.${count - at}`)
      const withParts = (file: LoggedFile): LoggedFile => ({ ...file, parts })
      return describeReport({
        ...report,
        applications: report.applications.map((one) => ({ ...one, files: one.files.map(withParts) })),
      })
    }
    expect(inParts(2)).toMatch(/ 146 records, read in this order: driver\.log\.2, driver\.log\.1\n/)
    expect(inParts(7)).toMatch(/ read in this order: driver\.log\.7, .*, driver\.log\.3 and 2 more\n/)
  })

  it('names the cause of the retries in a cluster', () => {
    const text = describeReport(checked(recordedLogs('3.5.8/cluster-task-fails-info')))
    expect(text).toMatch(/\n- the cause of the failure is the first failure of a task: .*FAILED_EXECUTE_UDF/)
  })

  it('shows both lines that contradict each other, and what was expected', () => {
    const log = altered(normal(), 'partition 0 in epoch 2 is committing', 'partition 0 in epoch 4 is committing')
    const text = describeReport(checked({ 'driver.log': log }))
    expect(text).toMatch(
      /✗ RDD-24 violated 2 times: .*\n {4}expected: epoch 2 follows\n {6}driver\.log:\d+: .*in epoch 1 is committing\.\n {4}> driver\.log:\d+: .*in epoch 4 is committing\.\n/,
    )
    expect(text).not.toContain('RDD-14: ')
    expect(describeReport(checked({ 'driver.log': log }), { isVerbose: true })).toMatch(/\nRDD-14: violated/)
  })

  it('shows the control characters of a line, and obeys none', () => {
    const log = altered(
      normal(),
      'INFO ContinuousWriteRDD: Writer for partition 0 in epoch 2 is committing',
      '\u001b[31mINFO ContinuousWriteRDD: Writer for partition 0 in epoch 2 is committing',
    )
    const bad = altered(
      log,
      'ContinuousWriteRDD: Writer for partition 0 in epoch 3 is committing.',
      'ContinuousWriteRDD: Writer for partition 0 in epoch 3 is committing.\u001b[2J',
    )
    const text = describeReport(checked({ 'driver.log': bad, 'x\u001b.log': bad }))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })

  it('gives the lines of log4j for the loggers whose level is too high', () => {
    const text = describeReport(checked({ 'driver.log': normal() ?? Buffer.alloc(0) }))
    expect(text).toContain(
      '\nMore would show with these lines in conf/log4j2.properties (Spark 3.3 and later):\n  logger.cwc1.name = org.apache.spark.sql.execution.streaming.continuous.EpochCoordinator\n  logger.cwc1.level = debug',
    )
    expect(describeReport(checked(recordedLogs('3.5.8/local-normal-debug')))).not.toContain('More would show')
  })

  it('asks for the edition where no line says the release', () => {
    const log = altered(normal(), 'Running Spark version 3.5.8', 'Running')
    expect(describeReport(checked({ 'driver.log': log }))).toContain(
      'No line says which release of Spark it is: --edition names it, such as --edition spark-3.5.\n',
    )
  })

  it('has no entries for a run that only its thread names, and the checkpoint for one that nothing names', () => {
    const thread = recording('3.5.8/local-two-queries-thread/driver.log').toString().split('\n').slice(63).join('\n')
    const text = describeReport(checked({ 'driver.log': Buffer.from(thread) }))
    expect(text).toMatch(
      /\nrun [\da-f-]{36}: its start is not in the log; no line says which entries are its own; stopped\n/,
    )
    expect(text).toMatch(
      /\nrun unknown on the checkpoint \/\S+\/checkpoint-1: its start is not in the log; last epoch committed 5/,
    )
  })
})
