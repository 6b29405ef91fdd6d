import { expect, it } from 'vitest'
import { loggingSettings } from './logging-settings.ts'

const missing = [
  { logger: 'CommitLog', level: 'INFO' },
  { logger: 'EpochCoordinator', level: 'DEBUG' },
] as const

it('Spark before 3.3 gets lines of log4j 1', () => {
  expect(loggingSettings(missing, '3.1.3')).toEqual([
    {
      file: 'conf/log4j.properties',
      releases: 'Spark before 3.3',
      lines: [
        'log4j.logger.org.apache.spark.sql.execution.streaming.CommitLog=INFO',
        'log4j.logger.org.apache.spark.sql.execution.streaming.continuous.EpochCoordinator=DEBUG',
      ],
    },
  ])
})

it('a logger that has moved has its name of the release', () => {
  const names = (release: string) => loggingSettings(missing, release).flatMap(({ lines }) => lines.slice(0, 1))
  expect(names('4.0.2')).toEqual(['logger.cwc1.name = org.apache.spark.sql.execution.streaming.CommitLog'])
  expect(names('4.1.0')).toEqual([
    'logger.cwc1.name = org.apache.spark.sql.execution.streaming.checkpointing.CommitLog',
  ])
})

it('without a release both files are shown, with both names', () => {
  const all = loggingSettings(missing, undefined)
  expect(all.map(({ file }) => file)).toEqual(['conf/log4j2.properties', 'conf/log4j.properties'])
  expect(all.flatMap(({ lines }) => lines).join('\n')).toMatch(/streaming\.CommitLog[\s\S]*checkpointing\.CommitLog/)
})

it('nothing is to be set if nothing is missing', () => {
  expect(loggingSettings([], undefined)).toEqual([])
})
