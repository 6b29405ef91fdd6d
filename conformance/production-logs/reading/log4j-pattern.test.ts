import { describe, expect, it } from 'vitest'
import { headIn } from './layout.ts'
import { layoutOfPattern } from './log4j-pattern.ts'

const runId = '00000000-0000-4000-8000-000000000002'

describe('a pattern of log4j', () => {
  it.each([
    ['%d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n', '26/11/28 12:00:00 INFO ContinuousExecution: New epoch 1 is starting.'],
    [
      '%d{ISO8601} [%t] %-5p %c - %m%n',
      '2026-11-28 12:00:00,123 [main] INFO  o.a.ContinuousExecution - New epoch 1 is starting.',
    ],
    [
      '%d [%15.15t] %5p %-40c{1.}: %m%n%ex',
      '2026-11-28 12:00:00,123 [           main]  INFO o.a.s.ContinuousExecution               : New epoch 1 is starting.',
    ],
    [
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}|%level|%logger{36}|%X{runId}|%msg%n",
      `2026-11-28T12:00:00.123+01:00|INFO|ContinuousExecution|${runId}|New epoch 1 is starting.`,
    ],
    [
      '%r [%t] %p %c %x - %m%n',
      '1234 [stream execution thread for q [id = 1]] INFO ContinuousExecution  - New epoch 1 is starting.',
    ],
    [
      '%highlight{%p}{FATAL=red} %style{%c{1}}{cyan} (%F:%L) 100%% %message%n',
      '\u001b[32mINFO\u001b[m \u001b[36mContinuousExecution\u001b[m (A.scala:12) 100% New epoch 1 is starting.',
    ],
    [
      '%d{dd MMM yyyy HH:mm:ss,SSS} %p{length=5} %c{1}:%L - %m',
      '28 Nov 2026 12:00:00,123 INFO ContinuousExecution:12 - New epoch 1 is starting.',
    ],
  ])('is compiled to a layout: %s', (pattern, line) => {
    expect(headIn(layoutOfPattern(pattern), line)).toMatchObject({
      level: 'INFO',
      logger: 'ContinuousExecution',
      message: 'New epoch 1 is starting.',
    })
  })

  it('without a logger leaves it to the message', () => {
    expect(headIn(layoutOfPattern('%d{HH:mm:ss} %m%n'), '12:00:00 New epoch 1 is starting.')).toMatchObject({
      level: '',
      logger: 'ContinuousExecution',
    })
  })

  it.each([
    ['%d %p %Q %m', '--layout: %Q is not understood, at character 7 of "%d %p %Q %m"'],
    ['%d %p %c', '--layout: no %m (the message is wanted), at character 9 of "%d %p %c"'],
    ['%d{HH:mm %m', '--layout: a { without its }, at character 3 of "%d{HH:mm %m"'],
    ['%highlight %m', '--layout: %highlight is not understood without {…}, at character 1 of "%highlight %m"'],
    ['%', '--layout: % is not understood, at character 1 of "%"'],
  ])('that is not understood is an error with its place: %s', (pattern, message) => {
    expect(() => layoutOfPattern(pattern)).toThrow(message)
  })
})
