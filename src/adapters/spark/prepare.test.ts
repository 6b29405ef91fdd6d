import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
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
const prepare = (
  env: NodeJS.ProcessEnv = {},
  source: string | { readonly home: string } = '2.4.8',
  signal?: AbortSignal,
  said: string[] = [],
) =>
  prepareSpark(typeof source === 'string' ? { kind: 'release', version: source } : { kind: 'installed', ...source }, {
    onProgress: (line) => said.push(line),
    env: { PATH: join(home, 'bin'), CWC_CACHE: join(home, 'cache'), ...env },
    ...(signal && { signal }),
  })

describe('real Spark is unavailable', () => {
  it('real Spark is unavailable in a release without a driver', async () => {
    await expect(prepare({}, '1.6.3')).rejects.toMatchObject({
      code: 'unknown-release',
      message:
        'Apache Spark 1.6.3: there is no driver for this release (there is for 2.4.8, 3.0.3, 3.1.3, 3.2.4, 3.3.4, ' +
        '3.4.4, 3.5.8, 4.0.2, 4.1.3, 4.2.0, and other patch releases of these lines run untested).',
    })
  })

  it('real Spark is unavailable without a Java', async () => {
    await expect(prepare()).rejects.toMatchObject({
      code: 'no-java',
      message: 'There is no java. Install a JDK 17 or newer, and put it in PATH or set JAVA_HOME to its directory.',
    })
  })

  it('a JAVA_HOME without a Java makes real Spark unavailable even if PATH has one', async () => {
    fake('java', java17)
    await expect(prepare({ JAVA_HOME: '/nowhere' })).rejects.toMatchObject({
      code: 'no-java',
      message: expect.stringContaining('There is no java (JAVA_HOME is /nowhere).'),
    })
  })

  it('real Spark is unavailable with a Java that is too old', async () => {
    fake('java', 'java.specification.version = 1.8')
    await expect(prepare()).rejects.toMatchObject({
      code: 'java-too-old',
      message: expect.stringContaining(`${join(home, 'bin', 'java')} is Java 8. Install a JDK 17 or newer`),
    })
  })

  it('real Spark is unavailable with a Java that is too new for the release', async () => {
    fake('java', 'java.specification.version = 25')
    await expect(prepare()).rejects.toMatchObject({
      code: 'java-too-new',
      message: expect.stringContaining('is Java 25. This release of Spark runs on Java 17 to 22; '),
    })
  })

  it('real Spark is unavailable with a Java that fails', async () => {
    fake('java', 'broken', 1)
    await expect(prepare()).rejects.toMatchObject({
      code: 'no-java',
      message: expect.stringContaining('cannot be run'),
    })
  })

  it('real Spark is unavailable without Maven', async () => {
    fake('java', java17)
    await expect(prepare()).rejects.toMatchObject({
      code: 'no-maven',
      message:
        'There is no mvn, which builds the driver and fetches Spark. ' +
        'Install Apache Maven 3.6 or newer, and put it in PATH or set MAVEN_HOME to its directory.',
    })
  })

  it.each(['a file', '/proc/none'])(
    'a cache that cannot be written, %s, makes real Spark unavailable',
    async (cache) => {
      fake('java', java17)
      fake('mvn', '')
      writeFileSync(join(home, 'a file'), '')
      await expect(prepare({ CWC_CACHE: resolve(home, cache) })).rejects.toMatchObject({
        code: 'build-failed',
        message: expect.stringMatching(
          /^The cache folder for drivers cannot be written \(.*\)\. Set CWC_CACHE to another/,
        ),
      })
    },
  )

  it('a failed build keeps and shows its log, and leaves nothing else', async () => {
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

  it('a driver that does not compile shows the errors of the compiler, not the end of the log', async () => {
    fake('java', java17)
    const printed = '[ERROR] %s/src/main/scala/A.scala:3: error: not found: value x\\n[ERROR]   val y = x\\n'
    const mvn = `#!/bin/sh\nprintf '${printed}' "$(pwd -P)"\necho '[ERROR] To see the full stack trace, use -e'\nexit 1\n`
    writeFileSync(join(home, 'bin', 'mvn'), mvn, { mode: 0o755 })
    await expect(prepare()).rejects.toMatchObject({
      code: 'build-failed',
      message: expect.stringMatching(
        /; the compiler reports:\n {2}src\/main\/scala\/A\.scala:3: error: not found: value x\n {4}val y = x$/,
      ),
    })
  })

  it('an aborted preparation rejects with the reason of the abort', async () => {
    fake('java', java17)
    const reason = new Error('enough')
    await expect(prepare({}, '2.4.8', AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

describe('a successful build', () => {
  // A fake Maven that writes the same files as a real one, and records its arguments.
  const mvn = '#!/bin/sh\nmkdir -p target/jars && touch target/driver.jar target/jars/a.jar && echo "$@" >> "$CALLS"\n'

  it('a driver is built once, and started without the variables of an installed Spark', async () => {
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

  it('Maven compiles without the slow optimizer of the JVM, and with the options of the user', async () => {
    fake('java', java17)
    writeFileSync(join(home, 'bin', 'mvn'), mvn.replace('"$@"', '"$JAVA_TOOL_OPTIONS"'), { mode: 0o755 })
    const env = { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, CALLS: join(home, 'calls') }
    await prepare(env)
    await prepare({ ...env, JAVA_TOOL_OPTIONS: '-Xmx2g' }, '3.5.8')
    const [first, second] = readFileSync(join(home, 'calls'), 'utf8').split('\n')
    expect([first, second]).toEqual(['-XX:TieredStopAtLevel=1', '-XX:TieredStopAtLevel=1 -Xmx2g'])
  })

  it('two processes can build the same driver at the same time', async () => {
    fake('java', java17)
    writeFileSync(join(home, 'bin', 'mvn'), mvn, { mode: 0o755 })
    const env = { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, CALLS: join(home, 'calls') }
    const [one, other] = await Promise.all([prepare(env), prepare(env)])
    expect(one).toEqual(other)
    expect(readdirSync(join(home, 'cache', 'spark'))).toHaveLength(1)
  })

  it.each([
    ['2.4.8', '--activate-profiles spark-2.4 -Dspark.version=2.4.8 package', []],
    ['3.1.3', '--activate-profiles spark-3.0 -Dspark.version=3.1.3 package', []],
    [
      '4.2.7',
      '--activate-profiles spark-4.1 -Dspark.version=4.2.7 package',
      [expect.stringMatching(/^Apache Spark 4\.2\.7 is untested with this kit: it uses the driver of 4\.2\.0, /)],
    ],
  ])(
    'the build of %s uses the profile of its family, and warns about an untested release',
    async (version, called, warning) => {
      fake('java', java17)
      writeFileSync(join(home, 'bin', 'mvn'), mvn, { mode: 0o755 })
      const env = { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, CALLS: join(home, 'calls') }
      const said: string[] = []
      await prepare(env, version, undefined, said)
      expect(readFileSync(join(home, 'calls'), 'utf8')).toBe(`--batch-mode ${called}\n`)
      expect(said).toEqual([...warning, expect.stringContaining(`building the driver for Apache Spark ${version};`)])
    },
  )

  it.each([
    ['2.12.18', ' -Dscala.version=2.12.18'],
    // This library cannot deserialize lambdas on JDK 17, so the driver uses its own.
    ['2.12.10', ''],
  ])(
    'the driver for an installed Spark with Scala %s is compiled against its jars, and runs on them',
    async (scala, told) => {
      fake('java', java17)
      writeFileSync(join(home, 'bin', 'mvn'), mvn, { mode: 0o755 })
      const env = { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, CALLS: join(home, 'calls') }
      const jars = join(home, 'jars')
      mkdirSync(jars)
      for (const name of [
        ...['core', 'sql', 'catalyst'].map((part) => `spark-${part}_2.12-3.2.4`),
        `scala-library-${scala}`,
      ])
        writeFileSync(join(jars, `${name}.jar`), '')
      const said: string[] = []
      const { args } = await prepare(env, { home }, undefined, said)
      expect(readFileSync(join(home, 'calls'), 'utf8')).toBe(
        `--batch-mode --activate-profiles spark-3.2 -Dspark.jars=${jars}${told} package\n`,
      )
      expect(said[0]).toBe(`Apache Spark 3.2.4 (Scala 2.12) in ${home}`)
      const [built = ''] = readdirSync(join(home, 'cache', 'spark'))
      const folder = join(home, 'cache', 'spark', built)
      expect(args).toContain([join(folder, 'driver.jar'), join(folder, 'jars', '*'), join(jars, '*')].join(':'))
      writeFileSync(join(jars, 'spark-core_2.12-3.2.4.jar'), 'patched')
      await prepare(env, { home })
      expect(readdirSync(join(home, 'cache', 'spark'))).toHaveLength(2)
    },
  )
})
