import { expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

it.each([
  [
    ['check', '--on', 'spark:/host', 'x.log'],
    '--on spark:/host: no master of Spark (local[*], spark://HOST:PORT, yarn or k8s://URL is wanted)',
  ],
  [['check', '--on', 'local[2]'], '--on: a file or a folder with logs is wanted'],
  [['check', '--on', 'local[2]', '-'], '--on: standard input cannot be read by a job (files are wanted)'],
  [['check', '--on', 'local[2]', 'x.log', '--conf', 'spark.x'], '--conf spark.x: key=value is wanted'],
  [['check', '--on', 'local[2]', 'x.log', '--layout', '%d'], 'no %m (the message is wanted)'],
  [['check', '--on', 'local[2]', 'x.log', '--edition', 'x'], '--edition "x": no such edition'],
  [
    ['check', '--on', 'local[2]', 'x.log', '--spark', '9.9.9'],
    '--spark: Apache Spark 9.9.9: there is no driver for this release',
  ],
  [['check', '--on', 'local[2]', 'x.log', '--spark-home', '/no/where'], '--spark-home: '],
])('%j is refused before any job starts', async (words, message) => {
  const { code, out, err } = await cwc(words)
  expect(err).toContain(message)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(out).toBe('')
  expect(code).toBe(2)
})
