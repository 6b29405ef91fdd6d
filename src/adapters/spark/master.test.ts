import { describe, expect, it } from 'vitest'
import { masterEnvironment, masterWord, readMaster } from './master.ts'

describe('the masters of Spark', () => {
  it.each([
    ['local', 'local'],
    ['standalone', 'standalone'],
    ['local-cluster[2,1,1024]', 'local-cluster[2,1,1024]'],
    ['local-cluster[ 2, 1, 450 ]', 'local-cluster[2,1,450]'],
    ['spark://cluster.example:7077', 'spark://cluster.example:7077'],
  ])('%s is a master', (text, word) => {
    const master = readMaster(text)
    expect(typeof master === 'string' ? master : masterWord(master)).toBe(word)
  })

  it.each([
    ['local[4]', 'unknown master "local[4]": it is local, local-cluster['],
    ['local-cluster[2,1]', 'unknown master "local-cluster[2,1]"'],
    ['local-cluster[0,1,1024]', 'at least one worker with one core is wanted'],
    ['local-cluster[2,0,1024]', 'at least one worker with one core is wanted'],
    ['local-cluster[2,1,100]', 'an executor of Spark wants at least 450 MB'],
    ['spark://host', 'unknown master "spark://host"'],
    ['spark://host:65536', 'the port is a number from 1 to 65535'],
    ['spark://host:0', 'the port is a number from 1 to 65535'],
    ['yarn', 'unknown master "yarn"'],
    ['', 'unknown master ""'],
  ])('%j is not a master', (text, why) => expect(readMaster(text)).toContain(why))

  it('a master that the driver starts listens on loopback, and its executors use the jars of the driver', () => {
    const loopback = { SPARK_LOCAL_IP: '127.0.0.1' }
    expect(environmentOf('standalone')).toEqual({ ...loopback, SPARK_HOME: '/built' })
    expect(environmentOf('local-cluster[2,1,1024]')).toEqual({ ...loopback, SPARK_HOME: '/built' })
    expect(environmentOf('spark://127.0.0.1:7077')).toEqual(loopback)
    expect(environmentOf('spark://cluster.example:7077')).toEqual({})
    expect(environmentOf('local')).toEqual({})
  })
})

function environmentOf(text: string): NodeJS.ProcessEnv {
  const master = readMaster(text)
  if (typeof master === 'string') throw new Error(master)
  return masterEnvironment(master, '/built')
}
