import { chmodSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  checkpointOf,
  committedUpTo,
  newFolder,
  offsets,
  withChecksums,
} from '../checkpoint/fixtures/checkpoint-folder.ts'
import { packageRoot } from '../package-root.ts'
import { recording, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { shellWord } from '../shell-word.ts'
import { blocksOf } from './fixtures/page-blocks.ts'
import { shell } from './fixtures/shell.ts'

const blocks = blocksOf('restarted.md')
const commands = blocks.filter(({ language, path }) => language === 'sh' && path === undefined).map(({ text }) => text)
const [
  look = '',
  mend = '',
  lastWhole = '',
  goBack = '',
  wrapper = '',
  wrapperVia = '',
  others = '',
  ownStore = '',
  which = '',
] = commands

const ahead = withChecksums({ ...committedUpTo(2), 'offsets/3': offsets(30), 'offsets/4': offsets(40) })

/** A folder with the checkpoint of the page, and programs that stand for `npx`, `spark-submit`, `hdfs` and `hadoop`. */
function machine() {
  const home = newFolder()
  const checkpoint = withTimes(checkpointOf(ahead, 'checkpoints/orders', home))
  const bin = join(home, 'bin')
  mkdirSync(bin)
  const cwc = `exec ${shellWord(process.execPath)} ${shellWord(join(packageRoot, 'bin/cwc.js'))} "$@"`
  put(bin, 'npx', `shift; ${cwc}`)
  // That of the image.
  put(bin, 'cwc', cwc)
  put(bin, 'spark-submit', 'echo "spark-submit $*"')
  for (const name of ['hdfs', 'hadoop']) {
    put(bin, name, 'echo "$0 $*" >> "$(dirname "$0")/told"; echo "No such file or directory" >&2; exit 1')
  }
  const PATH = [bin, dirname(process.execPath), process.env['PATH']].join(delimiter)
  const run = (text: string, more: NodeJS.ProcessEnv = {}) =>
    shell(home, text.replaceAll('/opt/cwc/bin/cwc.js', shellWord(join(packageRoot, 'bin/cwc.js'))), { ...more, PATH })
  return { home, checkpoint, bin, run }
}

/** The command of the init container. */
function inContainer(): string {
  const [yaml = ''] = blocks.filter(({ language }) => language === 'yaml').map(({ text }) => text)
  const { initContainers } = parse(yaml) as { initContainers: readonly { command: readonly string[] }[] }
  return initContainers[0]?.command.map(shellWord).join(' ') ?? ''
}

/** The times that Spark would give them: an epoch per second, and its commit behind its offsets. */
function withTimes(checkpoint: string): string {
  for (const log of ['offsets', 'commits']) {
    for (const name of offsetsIn(checkpoint, log)) {
      const at = Date.now() / 1_000 - 3_600 + Number(name) + (log === 'commits' ? 0.3 : 0)
      utimesSync(join(checkpoint, log, name), at, at)
    }
  }
  return checkpoint
}

function put(bin: string, name: string, text: string) {
  writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`)
  chmodSync(join(bin, name), 0o755)
}

const offsetsIn = (checkpoint: string, log = 'offsets') =>
  readdirSync(join(checkpoint, log)).filter((name) => !name.startsWith('.'))

describe('the page on restarted queries', () => {
  it('has the commands that are tested here', () => {
    expect(commands).toHaveLength(9)
  })

  it('shows what cwc doctor prints about a dangerous checkpoint, and its exit code', () => {
    const { output, status } = machine().run(look)
    const [shown = ''] = blocks.filter(({ language }) => language === 'text').map(({ text }) => text)
    expect(output).toContain(shown)
    expect(status).toBe(1)
  })

  it('has recipes that fetch no package of a stranger', () => {
    const [yaml = ''] = blocks.filter(({ language }) => language === 'yaml').map(({ text }) => text)
    for (const recipe of [wrapper, wrapperVia, yaml]) expect(recipe).not.toContain('npx')
  })

  it('mends the checkpoint', () => {
    const { checkpoint, run } = machine()
    const { output, status } = run(mend)
    expect(output).toContain('checkpoints/orders: mended: the next run reads on ')
    expect([status, offsetsIn(checkpoint)]).toEqual([0, ['0', '1', '2']])
  })

  it('has a script that goes back to a commit before the entries of an earlier run, with their checksums', () => {
    const { checkpoint, run } = machine()
    rmSync(checkpoint, { recursive: true })
    unpackRecordings('3.5.8/checkpoint-demo/plain-lost/state-2-after-the-restart', checkpoint)
    const { output, status } = run(goBack)
    expect(output).toContain('last committed epoch: 2; next epoch: 3; reads from: {"1":{"value":-1,')
    expect(status).toBe(0)
    const left = ['.0.crc', '.1.crc', '.2.crc', '0', '1', '2']
    for (const log of ['offsets', 'commits']) expect(readdirSync(join(checkpoint, log)).toSorted()).toEqual(left)
  })

  it('names the epoch to go back to if a file is broken, and its script makes the query start again', () => {
    for (const [broken, files] of [
      ['offsets/5', committedUpTo(5)],
      ['commits/5', { ...committedUpTo(5), 'offsets/6': offsets(60) }],
    ] as const) {
      const { checkpoint, run } = machine()
      rmSync(checkpoint, { recursive: true })
      checkpointOf(withChecksums(files), 'orders', dirname(checkpoint))
      writeFileSync(join(checkpoint, broken), '')
      expect(run(look).output).toMatch(
        new RegExp(`: will not start: (.*\\n)+ {2}- A start reads ${broken}: the file is empty`),
      )
      const { output: keep } = run(lastWhole)
      expect(keep).toBe('4\n')
      const { output, status } = run(goBack.replace(/keep=\d+/, `keep=${keep.trim()}`))
      expect(output).toContain('last committed epoch: 4; next epoch: 5; ')
      expect([status, offsetsIn(checkpoint)]).toEqual([0, ['0', '1', '2', '3', '4']])
    }
  })

  // The restart that followed in the recording lost rows.
  it.each([
    ['the start script', () => wrapper],
    ['the start script for other stores', () => wrapperVia],
    ['the init container', () => `${inContainer()} && spark-submit`],
  ])('%s does not start from a copy whose last entry may be that of an earlier run', (_, script) => {
    const { home, checkpoint, bin, run } = machine()
    rmSync(checkpoint, { recursive: true })
    unpackRecordings('3.5.8/checkpoint-demo/plain-lost/state-2-after-the-restart', checkpoint)
    const [store] = blocks.filter(({ path }) => path === 'store.sh')
    writeFileSync(join(home, 'store.sh'), store?.text ?? '')
    put(bin, 'hdfs', `shift; exec sh ${shellWord(join(home, 'store.sh'))} "$@"`)
    const { output, status } = run(script(), { CHECKPOINT: checkpoint })
    expect(output).toContain(
      ': mended, but not certain: whether offsets/7 is the entry of an earlier run cannot be told',
    )
    expect([output.includes('spark-submit'), status]).toEqual([false, 3])
  })

  it('has a start script that mends and starts, also at the first start, and does not start what needs a person', () => {
    const { checkpoint, run } = machine()
    const script = (CHECKPOINT: string) => {
      const { output, status } = run(`set -- orders.jar 'a b'; ${wrapper}`, { CHECKPOINT })
      return [output.includes('spark-submit orders.jar a b\n'), status]
    }
    expect(script(checkpoint)).toEqual([true, 0])
    expect(offsetsIn(checkpoint)).toEqual(['0', '1', '2'])
    expect(script(join(checkpoint, 'none yet'))).toEqual([true, 0])
    mkdirSync(join(checkpoint, 'empty'))
    expect(script(join(checkpoint, 'empty'))).toEqual([true, 0])
    for (const wrong of ['', 'hdfs://namenode/orders', join(checkpoint, 'commits/0'), join(checkpoint, '..')]) {
      expect(script(wrong), wrong).toEqual([false, expect.toSatisfy((status) => status !== 0)])
    }
    writeFileSync(join(checkpoint, 'commits/2'), '')
    expect(script(checkpoint)).toEqual([false, 1])
  })

  it('has a start script for other stores that passes a first start, and nothing that cannot be read', () => {
    const { bin, run } = machine()
    const script = () => {
      const { output, status } = run(`set -- a.jar; ${wrapperVia}`, { CHECKPOINT: 'hdfs://namenode/orders' })
      return [output.includes('spark-submit a.jar\n'), status]
    }
    expect(script()).toEqual([true, 0])
    put(bin, 'hdfs', 'echo "no route to host" >&2; exit 1')
    expect(script()).toEqual([false, 3])
  })

  it('has an init container whose command does the same', () => {
    const { checkpoint, run } = machine()
    const command = inContainer()
    expect(run(command, { CHECKPOINT: checkpoint }).status).toBe(0)
    expect(offsetsIn(checkpoint)).toEqual(['0', '1', '2'])
    expect(run(command, { CHECKPOINT: join(checkpoint, 'none yet') }).status).toBe(0)
    writeFileSync(join(checkpoint, 'commits/2'), '')
    expect(run(command, { CHECKPOINT: checkpoint }).status).toBe(1)
  })

  it('reads other stores through the commands that it names', () => {
    const { bin, run } = machine()
    for (const line of others.trim().split('\n')) expect(run(line).status).toBe(3)
    const told = run(`cat ${shellWord(join(bin, 'told'))}`).output.replaceAll(`${bin}/`, '')
    expect(told.split('\n')).toEqual([
      'hdfs dfs -ls hdfs://namenode/checkpoints/orders',
      'hadoop fs -fs s3a://bucket -ls s3a://bucket/checkpoints/orders',
      'hdfs --config /etc/my conf dfs -ls /checkpoints/orders',
      '',
    ])
  })

  it('has a script for other stores that shows the same as without it', () => {
    const { home, checkpoint, run } = machine()
    const [store] = blocks.filter(({ path }) => path === 'store.sh')
    writeFileSync(join(home, 'store.sh'), store?.text ?? '')
    const { output, status } = run(ownStore)
    expect(output).toContain('checkpoints/orders: dangerous: ')
    expect(status).toBe(1)
    expect(run(`${ownStore.trim()} --fix --no-dry-run --quiet-for 0`).status).toBe(0)
    expect(offsetsIn(checkpoint)).toEqual(['0', '1', '2'])
  })

  it('says which restart read on from old offsets, by the logs of a recording', () => {
    const { home, checkpoint, run } = machine()
    const demo = '3.5.8/checkpoint-demo/plain-lost'
    rmSync(checkpoint, { recursive: true })
    unpackRecordings(`${demo}/state-3-after-the-second-restart`, checkpoint)
    writeFileSync(join(home, 'driver-1.log'), recording(`${demo}/driver.log`))
    writeFileSync(join(home, 'driver-2.log'), recording(`${demo}/driver-run2.log`))
    const { output, status } = run(which)
    const [, shown = ''] = blocks.filter(({ language }) => language === 'text').map(({ text }) => text)
    expect(output).toContain(shown)
    expect(status).toBe(1)
  })
})
