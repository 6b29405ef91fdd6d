import { expect, it } from 'vitest'
import { checked } from '../fixtures/checked.ts'
import { recording } from '../fixtures/recording.ts'
import { loggingSettings, settingsFor } from './logging-settings.ts'

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

it('No settings are told where no continuous query ran: its loggers had nothing to say', () => {
  for (const [name, count] of [
    ['checkpoint-states/microbatch-run/driver.log', 0],
    ['checkpoint-states/torn-offset/driver.log', 0],
    ['local-normal-info/driver.log', 1],
  ] as const) {
    const { applications } = checked({ 'driver.log': recording(`3.5.8/${name}`) })
    expect(applications.flatMap(settingsFor), name).toHaveLength(count)
  }
})
