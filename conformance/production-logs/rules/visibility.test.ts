import { describe, expect, it } from 'vitest'
import { recordedLogs } from '../fixtures/checked.ts'
import { judged, withVerdict } from '../fixtures/judged.ts'
import { sources } from '../observations/sources.ts'

const loggers = [...new Set(Object.values(sources).map(({ logger }) => logger))]
const quiet = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR']

/** The log as it is if a level is set for loggers: their records below it are left out, with the lines behind them. */
function raised(log: Buffer, to: string, isRaised: (logger: string) => boolean): readonly string[] {
  let isLeft = true
  return log
    .toString('utf8')
    .split('\n')
    .filter((line) => {
      const [, level = '', logger = ''] = /^\S+ \S+ (\w+) ([\w$]+): /.exec(line) ?? []
      if (level !== '') isLeft = !isRaised(logger) || quiet.indexOf(level) >= quiet.indexOf(to)
      return isLeft
    })
}

const violatedIn = (folder: string, to: string, isRaised: (logger: string) => boolean) =>
  withVerdict(
    judged(
      Object.fromEntries(Object.entries(recordedLogs(folder)).map(([name, log]) => [name, raised(log, to, isRaised)])),
    ),
    'violated',
  )

const ofStreaming = ['ContinuousExecution', 'ContinuousWriteRDD', 'CheckpointFileManager', 'EpochCoordinator']

describe.each([
  '2.4.8/local-task-fails-debug',
  '3.1.3/local-restart-same-app-debug',
  '3.5.8/local-restart-same-app-debug',
  '3.5.8/local-sink-refuses-debug',
  '3.5.8/cluster-task-fails-info',
  '4.2.0/local-two-queries-debug',
])('a log of %s without the lines below a level', (folder) => {
  it.each(loggers)('of %s has no violation', (silent) => {
    for (const to of ['INFO', 'WARN', 'ERROR'])
      expect(violatedIn(folder, to, (logger) => logger === silent)).toStrictEqual([])
  })

  it.each(['WARN', 'ERROR'])('%s, but for the loggers of streaming, has no violation', (to) => {
    expect(violatedIn(folder, to, (logger) => !ofStreaming.some((one) => logger.startsWith(one)))).toStrictEqual([])
    for (const shown of loggers) expect(violatedIn(folder, to, (logger) => logger !== shown)).toStrictEqual([])
  })
})
