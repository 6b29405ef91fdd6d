import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { prepareSpark } from '../../src/adapters/spark/prepare.ts'
import {
  checkpointOf,
  committedUpTo,
  newFolder,
  offsets,
  withChecksums,
} from '../checkpoint/fixtures/checkpoint-folder.ts'
import { shellWord } from '../shell-word.ts'
import { cwc } from './fixtures/cwc.ts'
import { shell } from './fixtures/shell.ts'

// `hdfs dfs` is Hadoop's FsShell, and each Spark brings it along.

const ahead = withChecksums({ ...committedUpTo(2), 'offsets/3': offsets(30), 'offsets/4': offsets(40) })

/** FsShell prints minutes: entries of one minute are as old as those of a copy. */
function aMinutePerEpoch(checkpoint: string): void {
  const begun = Date.now() / 1_000 - 3_600
  for (const log of ['offsets', 'commits'])
    for (const name of readdirSync(join(checkpoint, log))) {
      const epoch = Number.parseInt(name, 10)
      if (!Number.isNaN(epoch)) utimesSync(join(checkpoint, log, name), begun + 60 * epoch, begun + 60 * epoch)
    }
}

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))

/** The words that start Java with Hadoop's classes. The folder with its settings has a blank in its name. */
async function javaWithHadoop(home: string): Promise<readonly string[]> {
  const { command, args } = await prepareSpark({ kind: 'release', version: '3.5.8' }, { onProgress: console.log })
  const jars = args[args.indexOf('-cp') + 1]?.split(delimiter).find((entry) => entry.endsWith('*')) ?? ''
  mkdirSync(join(home, 'my conf'))
  writeFileSync(join(home, 'my conf', 'core-site.xml'), '<configuration></configuration>')
  const classPath = [join(home, 'my conf'), join(dirname(jars), '*')].join(delimiter)
  return [command, '-XX:TieredStopAtLevel=1', '-cp', classPath]
}

/** The words that have FsShell do a command in a JVM that lives as long as the test: the start of one takes longer than the command. */
async function warmFsShell([command = '', ...args]: readonly string[]): Promise<readonly string[]> {
  const jvm = spawn(command, [...args, fixture('WarmFsShell.java')], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    jvm.stdin.end()
    await once(jvm, 'close')
  })
  const [port]: string[] = await once(jvm.stdout.setEncoding('utf8'), 'data')
  return [process.execPath, fixture('warm-fs-shell.mjs'), `${port}`.trim()]
}

const commandOf = (words: readonly string[]) => words.map(shellWord).join(' ')

describe("cwc doctor --via Hadoop's own shell", { timeout: 30 * 60_000 }, () => {
  it.each([
    ['its local file system, which hides checksums and moves them with their files', []],
    ['a file system that shows checksums', ['-D', 'fs.file.impl=org.apache.hadoop.fs.RawLocalFileSystem']],
  ])('on %s reads, mends and undoes', async (_, options) => {
    const home = newFolder()
    const checkpoint = checkpointOf(ahead, 'my orders', home)
    aMinutePerEpoch(checkpoint)
    const offsetsIn = () => readdirSync(join(checkpoint, 'offsets')).join(' ')
    const before = offsetsIn()
    const java = await javaWithHadoop(home)
    const own = commandOf([...java, 'org.apache.hadoop.fs.FsShell', ...options])
    const missing = await cwc(['doctor', '--via', own, `file:${home}/none`])
    expect([missing.code, missing.out]).toEqual([
      3,
      `file:${home}/none: cannot tell: there is no such folder (the checkpoint directory of a query is wanted); if the query has not run yet, say so with --missing-ok\n`,
    ])
    const via = commandOf([...(await warmFsShell(java)), ...options])
    const { code, out } = await cwc(['doctor', '--fix', '--no-dry-run', '--via', via, `file:${checkpoint}`])
    expect(out).toContain(`file:${checkpoint}: mended: the next run reads on where the last committed epoch ended\n`)
    expect([code, offsetsIn()]).toEqual([0, '.0.crc .1.crc .2.crc 0 1 2'])
    const [undo = ''] = /^ {4}.*warm-fs-shell.*$/m.exec(out) ?? []
    expect(shell(home, undo).status).toBe(0)
    expect(offsetsIn()).toBe(before)
  })
})
