import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInstalled } from './installed.ts'

let home: string
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'cwc-home-')))
})
afterEach(() => rmSync(home, { recursive: true }))

/** Writes jars into the folder, given their names and contents. */
function install(jars: Readonly<Record<string, string>>, release?: string): void {
  mkdirSync(join(home, 'jars'), { recursive: true })
  for (const [name, content] of Object.entries(jars)) writeFileSync(join(home, 'jars', name), content)
  if (release !== undefined) writeFileSync(join(home, 'RELEASE'), release)
}

const sql = { 'spark-sql_2.12-3.5.8.jar': '', 'spark-catalyst_2.12-3.5.8.jar': '' }
const core = { 'spark-core_2.12-3.5.8.jar': 'core', ...sql }

/** The jars of Spark of a version. */
const named = (version: string) =>
  Object.fromEntries(['core', 'sql', 'catalyst'].map((part) => [`spark-${part}_${version}.jar`, '']))

describe('an installed Spark', () => {
  it('the version of an installed Spark is read from the jar of its core', async () => {
    install({ ...core, 'scala-library-2.12.18.jar': '', 'spark-core_2.12-3.5.8-tests.jar': '' })
    expect(await findInstalled(home)).toMatchObject({
      home,
      jars: join(home, 'jars'),
      version: '3.5.8',
      line: { family: 'spark-3.3' },
      scalaLibrary: '2.12.18',
    })
  })

  it('an installed Spark of a vendor may have a longer version', async () => {
    install(
      { ...sql, 'spark-core_2.12-3.5.8-vendor-1.jar': '' },
      'Spark 3.5.8 (git revision f00) built for Hadoop 3.3.4\n',
    )
    expect(await findInstalled(home)).toMatchObject({ version: '3.5.8-vendor-1', line: { tried: '3.5.8' } })
  })

  it.each(['', 'built by hand\n'])(
    'the file RELEASE of an installed Spark may name no version: %j',
    async (release) => {
      install(core, release)
      expect((await findInstalled(home)).version).toBe('3.5.8')
    },
  )

  it('the identity of an installed Spark changes with each jar', async () => {
    install({ ...core, 'netty.jar': 'one' })
    const { identity } = await findInstalled(home)
    expect((await findInstalled(home)).identity).toBe(identity)
    install({ 'spark-core_2.12-3.5.8.jar': 'c0re' })
    const patched = (await findInstalled(home)).identity
    install({ 'netty.jar': 'another' })
    expect(new Set([identity, patched, (await findInstalled(home)).identity]).size).toBe(3)
  })
})

describe('a folder without a usable Spark', () => {
  const refusal = (code: string, message: string) => ({ name: 'SparkUnavailable', code, message })

  it('a missing folder is rejected', async () => {
    const nowhere = join(home, 'nowhere')
    await expect(findInstalled(nowhere)).rejects.toMatchObject(
      refusal('no-spark-home', `${nowhere}: no folder (that of an installed Apache Spark is wanted)`),
    )
  })

  it('a folder without jars is rejected', async () => {
    await expect(findInstalled(home)).rejects.toMatchObject(
      refusal('no-spark-home', `${home}: no installed Apache Spark, because it has no folder jars`),
    )
    install({})
    await expect(findInstalled(home)).rejects.toMatchObject(
      refusal('no-spark-home', `${join(home, 'jars')}: there are no jars`),
    )
  })

  it('a folder without the jar of Spark’s core is rejected', async () => {
    install({ 'spark-sql_2.12-3.5.8.jar': '', 'scala-library-2.12.18.jar': '' })
    await expect(findInstalled(home)).rejects.toMatchObject(
      refusal(
        'no-spark-home',
        `${join(home, 'jars')}: there is no spark-core_SCALA-VERSION.jar (the jars of an Apache Spark are wanted)`,
      ),
    )
  })

  it('a folder with two Sparks is rejected', async () => {
    install({ ...core, 'spark-core_2.12-3.4.4.jar': '' })
    await expect(findInstalled(home)).rejects.toMatchObject(
      refusal(
        'no-spark-home',
        `${join(home, 'jars')}: there are several Sparks: spark-core_2.12-3.4.4.jar, spark-core_2.12-3.5.8.jar (one is wanted)`,
      ),
    )
  })

  it('a Spark whose jars and file RELEASE name different release lines is rejected', async () => {
    install(core, 'Spark 3.4.4 built for Hadoop 3.3.4\n')
    await expect(findInstalled(home)).rejects.toMatchObject({
      code: 'no-spark-home',
      message: expect.stringContaining(': its jars belong to Apache Spark 3.5.8, and its file RELEASE names 3.4.4'),
    })
  })

  it('a Spark of a release line without a driver is rejected', async () => {
    install(named('2.10-1.6.3'))
    await expect(findInstalled(home)).rejects.toMatchObject({
      code: 'unknown-release',
      message: expect.stringContaining('Apache Spark 1.6.3: there is no driver for this release (there is for 2.4.8, '),
    })
  })

  it('a Spark that is built for another Scala is rejected', async () => {
    install(named('2.11-2.4.8'))
    await expect(findInstalled(home)).rejects.toMatchObject(
      refusal(
        'no-spark-home',
        `${home}: Apache Spark 2.4.8 for Scala 2.11 (a build for Scala 2.12 is wanted for this release line)`,
      ),
    )
  })

  it.each([
    [
      'without the jar of its SQL',
      () => rmSync(join(home, 'jars/spark-sql_2.12-3.5.8.jar')),
      ': there is no spark-sql_2.12-',
    ],
    ['with a folder for a jar', () => mkdirSync(join(home, 'jars/a.jar')), 'a.jar: no file (a jar is wanted)'],
    ['with a link for a jar that leads nowhere', () => symlinkSync('b', join(home, 'jars/b.jar')), 'b.jar: no file'],
    [
      'with a pipe for a jar',
      () => execFileSync('mkfifo', [join(home, 'jars/spark-pipe.jar')]),
      'spark-pipe.jar: no file',
    ],
    [
      'whose jars cannot be read',
      () => symlinkSync('/proc/self/mem', join(home, 'jars/spark-mem.jar')),
      'spark-mem.jar: cannot be',
    ],
  ])('a Spark %s is rejected', async (_, spoil, says) => {
    install(core)
    spoil()
    await expect(findInstalled(home)).rejects.toMatchObject({
      code: 'no-spark-home',
      message: expect.stringContaining(says),
    })
  })

  it('a core with a hostile name is none', async () => {
    install({ ...sql, 'spark-core_2.12-3.5.1\x1b[2J.jar': '' })
    await expect(findInstalled(home)).rejects.toThrow('there is no spark-core_SCALA-VERSION.jar')
  })
})
