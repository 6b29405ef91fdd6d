import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareSpark } from './prepare.ts'

let home: string

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'cwc-spark-')))
  mkdirSync(join(home, 'bin'))
})
afterEach(() => rmSync(home, { recursive: true }))

/** A program that prints on standard error and exits. */
function fake(name: string, prints: string, exit = 0): void {
  writeFileSync(join(home, 'bin', name), `#!/bin/sh\necho '${prints}' >&2\nexit ${exit}\n`)
  chmodSync(join(home, 'bin', name), 0o755)
}

const java17 = 'java.specification.version = 17'
const prepare = (env: NodeJS.ProcessEnv = {}, version = '2.4.8', signal?: AbortSignal) =>
  prepareSpark(version, {
    onProgress: () => undefined,
    env: { PATH: join(home, 'bin'), CWC_CACHE: join(home, 'cache'), ...env },
    ...(signal && { signal }),
  })

describe('what is missing for real Spark', () => {
  it('is a release that the driver knows', async () => {
    await expect(prepare({}, '1.6.3')).rejects.toMatchObject({
      code: 'unknown-release',
      message: 'Apache Spark 1.6.3: there is no driver for this release (there is for 2.4.8).',
    })
  })

  it('is a Java', async () => {
    await expect(prepare()).rejects.toMatchObject({
      code: 'no-java',
      message: 'There is no java. Install a JDK 17 or newer, and put it in PATH or name its directory in JAVA_HOME.',
    })
  })

  it('is a Java where JAVA_HOME points, whatever is in PATH', async () => {
    fake('java', java17)
    await expect(prepare({ JAVA_HOME: '/nowhere' })).rejects.toMatchObject({
      code: 'no-java',
      message: expect.stringContaining('There is no java (JAVA_HOME is /nowhere).'),
    })
  })

  it('is a newer Java', async () => {
    fake('java', 'java.specification.version = 1.8')
    await expect(prepare()).rejects.toMatchObject({
      code: 'java-too-old',
      message: expect.stringContaining(`${join(home, 'bin', 'java')} is Java 8. Install a JDK 17 or newer`),
    })
  })

  it('is a Java that runs', async () => {
    fake('java', 'broken', 1)
    await expect(prepare()).rejects.toMatchObject({
      code: 'no-java',
      message: expect.stringContaining('cannot be run'),
    })
  })

  it('is a Maven', async () => {
    fake('java', java17)
    await expect(prepare()).rejects.toMatchObject({
      code: 'no-maven',
      message:
        'There is no mvn, which builds the driver and fetches Spark. ' +
        'Install Apache Maven 3.6 or newer, and put it in PATH or name its directory in MAVEN_HOME.',
    })
  })

  it('is a build that succeeds: the log is kept and shown, nothing half-done is left', async () => {
    fake('java', java17)
    fake('mvn', '[ERROR] no route to host', 1)
    const told = await prepare().catch((error: unknown) => error)
    const [log, ...others] = readdirSync(join(home, 'cache', 'spark'))
    expect(others).toEqual([])
    expect(told).toMatchObject({
      code: 'build-failed',
      message:
        'The Spark driver could not be built: Maven failed with code 1. ' +
        `The whole log is ${join(home, 'cache', 'spark', log ?? '')}; it ends with:\n  [ERROR] no route to host`,
    })
  })

  it('is not told when the caller has lost interest', async () => {
    fake('java', java17)
    const reason = new Error('enough')
    await expect(prepare({}, '2.4.8', AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

describe('a build that succeeds', () => {
  // It writes where a real one would, and prints how it was called.
  const mvn = '#!/bin/sh\nmkdir -p target/jars && touch target/driver.jar target/jars/a.jar && echo "$@" >> "$CALLS"\n'

  it('is made once, and gives the command line without the variables of an installed Spark', async () => {
    fake('java', java17)
    writeFileSync(join(home, 'bin', 'mvn'), mvn, { mode: 0o755 })
    const env = { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, CALLS: join(home, 'calls'), SPARK_HOME: '/opt/spark' }
    const [first, second] = [await prepare(env), await prepare(env)]
    const [built, ...others] = readdirSync(join(home, 'cache', 'spark'))
    expect(others).toEqual([])
    expect(second).toEqual(first)
    expect(first.command).toBe(join(home, 'bin', 'java'))
    expect(first.args).toContain(
      [
        join(home, 'cache', 'spark', built ?? '', 'driver.jar'),
        join(home, 'cache', 'spark', built ?? '', 'jars', '*'),
      ].join(':'),
    )
    expect(first.env).not.toHaveProperty('SPARK_HOME')
  })

  it('may be made by two at once', async () => {
    fake('java', java17)
    writeFileSync(join(home, 'bin', 'mvn'), mvn, { mode: 0o755 })
    const env = { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, CALLS: join(home, 'calls') }
    const [one, other] = await Promise.all([prepare(env), prepare(env)])
    expect(one).toEqual(other)
    expect(readdirSync(join(home, 'cache', 'spark'))).toHaveLength(1)
  })
})
