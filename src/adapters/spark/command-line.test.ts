import { delimiter, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { driverArguments } from './command-line.ts'

const start = { folder: '/driver', edition: 'spark-3.5', jars: undefined, master: { kind: 'local' } } as const

it('Executors are told the jars of the user by absolute paths, because their working folder is another one', () => {
  const args = driverArguments({ ...start, classPath: ['target/sink.jar', '/lib/sqlite.jar'] })
  const told = [resolve('target/sink.jar'), '/lib/sqlite.jar'].join(delimiter)
  expect(args).toContain(`-Dconformance.jars-of-user=${told}`)
  expect(driverArguments(start).filter((arg) => arg.includes('jars-of-user'))).toEqual([])
})
