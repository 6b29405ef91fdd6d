import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { doctorSchema } from '../checkpoint/doctor-schema.ts'
import { boundByPermissions } from '../checkpoint/fixtures/bound-by-permissions.ts'
import {
  checkpointOf,
  committedUpTo,
  metadata,
  newFolder,
  offsets,
  withChecksums,
} from '../checkpoint/fixtures/checkpoint-folder.ts'
import { unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { shellWord } from '../shell-word.ts'
import type { Examined } from './actions/doctor.ts'
import { cwc } from './fixtures/cwc.ts'

const ahead = { ...committedUpTo(2), 'offsets/3': offsets(30), 'offsets/4': offsets(40) }

const doctor = (...words: readonly string[]) => cwc(['doctor', ...words])

/** The files of the checkpoints here have one time. */
const ended =
  'but not certain: whether offsets/2 is the entry of an earlier run cannot be told; if it is, the next run loses or doubles rows'

/** A checkpoint of real Spark: a run without loss was killed, with entries up to 8 of which the next run committed 3 to 7. */
function lost(state: string): string {
  const checkpoint = join(newFolder(), 'orders')
  unpackRecordings(`3.5.8/checkpoint-demo/${state}`, checkpoint)
  return checkpoint
}

/** The times as they were: the run before wrote all entries at once, 90 seconds before the commits of the next run. */
function withTimes(checkpoint: string): string {
  const now = Date.now() / 1_000 - 3_600
  for (const log of ['offsets', 'commits']) {
    for (const name of readdirSync(join(checkpoint, log))) {
      const epoch = Number(name)
      if (Number.isNaN(epoch)) continue
      const at = log === 'offsets' || epoch < 3 ? now - 90 + Math.min(epoch, 3) : now + epoch
      utimesSync(join(checkpoint, log, name), at, at)
    }
  }
  return checkpoint
}

/** The files of both logs, hidden ones included. */
const filesIn = (checkpoint: string) =>
  ['offsets', 'commits'].map((log) =>
    readdirSync(join(checkpoint, log))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join(' '),
  )

/** The folders beside a checkpoint that repairs have made. */
const movedBeside = (checkpoint: string) => {
  const home = join(checkpoint, '..')
  return readdirSync(home)
    .filter((name) => name.includes('.moved-'))
    .map((name) => join(home, name))
}

/** `cwc doctor` by a user who is bound by the permissions of files, as the superuser is not. */
const boundDoctor = (...words: readonly string[]) => cwc(['doctor', ...words], { node: boundByPermissions })
const unbound = boundByPermissions === undefined

describe('cwc doctor', () => {
  it('exits with 0 if all checkpoints are clean, and prints the verdict of each', async () => {
    const home = newFolder()
    const one = checkpointOf(committedUpTo(2), 'one', home)
    const two = checkpointOf({ metadata }, 'two', home)
    const { code, out, err } = await doctor(one, `file:${two}`)
    expect(out.split('\n').filter((line) => line.startsWith(home) || line.startsWith('file:'))).toEqual([
      `${one}: clean, ${ended}`,
      `file:${two}: clean: no epoch is committed yet, and the next run begins where the source itself begins`,
    ])
    expect([code, err]).toEqual([0, ''])
  })

  it('exits with 1 if one of several checkpoints is not good, also if another is none', async () => {
    const home = newFolder()
    const good = checkpointOf(committedUpTo(2), 'good', home)
    const bad = checkpointOf(ahead, 'bad', home)
    const { code, out } = await doctor(good, join(home, 'none'), bad)
    expect(out).toContain(`${home}/none: cannot tell: there is no such folder`)
    expect(out).toContain(`${bad}: dangerous: `)
    expect(code).toBe(1)
  })

  it('exits with 3 for what is no checkpoint of a continuous query', async () => {
    const home = newFolder()
    writeFileSync(join(home, 'file'), '')
    const microBatch = checkpointOf({ metadata, 'offsets/0': 'v1\n{}\n5' }, 'micro', home)
    const codes = await Promise.all([home, join(home, 'file'), microBatch].map((one) => doctor(one)))
    expect(codes.map(({ code }) => code)).toEqual([3, 3, 3])
  })

  it.each([
    [
      ['hdfs://nn/orders'],
      "error: hdfs://nn/orders: not on this machine (a command that reads it is wanted, such as --via 'hdfs dfs')",
    ],
    [[''], 'error: the name of a checkpoint is empty (a folder is wanted)'],
    [[], 'error: <checkpoint>: missing (see --help)'],
    [['/c', '--via', ' '], "error: --via: no command (a command such as 'hdfs dfs' is wanted)"],
    [
      ['/c', '/d', '--known-up-to', '3'],
      'error: --known-up-to: its epoch is that of one checkpoint (one checkpoint is wanted)',
    ],
    [['/c', '--all'], 'error: --all: only with --via'],
    [['/c', '--quiet-for', 'x'], 'error: --quiet-for "x": A whole number from 0 to 86400 is wanted.'],
  ])('exits with 2 if it is used wrongly: %j', async (words, message) => {
    const { code, out, err } = await doctor(...words)
    expect([code, out, err.split('\n')[0]]).toEqual([2, '', message])
  })

  it('reads the checkpoint behind a link, and repairs beside the link', async () => {
    const home = newFolder()
    const real = checkpointOf(ahead, 'real', home)
    symlinkSync(real, join(home, 'link'))
    const { code } = await doctor('--fix', '--no-dry-run', '--quiet-for', '0', `${join(home, 'link')}/`)
    expect(code).toBe(0)
    expect(filesIn(real)).toEqual(['0 1 2', '0 1 2'])
    expect(movedBeside(real).map((folder) => folder.slice(0, home.length + 11))).toEqual([`${home}/link.moved`])
  })

  it('says of an empty or a missing folder that it is none, and how to let a first start pass', async () => {
    const home = newFolder()
    const [empty, missing] = [checkpointOf({}, 'empty', home), join(home, 'none')]
    const { code, out } = await doctor('--fix', '--no-dry-run', empty, missing)
    const hint = 'if the query has not run yet, say so with --missing-ok'
    expect(out).toBe(
      [
        `${empty}: cannot tell: no checkpoint: the folder is empty; ${hint}`,
        '  No repair: there is no checkpoint to mend.',
        '',
        `${missing}: cannot tell: there is no such folder (the checkpoint directory of a query is wanted); ${hint}`,
        '',
      ].join('\n'),
    )
    expect(code).toBe(3)
  })

  it('--missing-ok lets a first start pass, and nothing else that is no checkpoint', async () => {
    const home = newFolder()
    const named = (name: string, files = {}) => checkpointOf(files, name, home)
    const empty = named('empty')
    const begun = named('begun')
    mkdirSync(join(begun, 'offsets'))
    const first = await doctor('--missing-ok', empty, begun, join(home, 'none'))
    const says = 'first start: there is no checkpoint yet (if the query has run before, the name is wrong)'
    expect([first.code, first.out]).toEqual([
      0,
      [empty, begun, join(home, 'none')].map((one) => `${one}: ${says}\n`).join('\n'),
    ])
    expect((await doctor(empty)).code).toBe(3)
    const others = [
      named('other', { 'a.txt': '' }),
      join(named('other'), 'a.txt'),
      named('torn', { 'offsets/.0.x.tmp': '' }),
    ]
    for (const other of others) expect((await doctor('--missing-ok', other)).code, other).toBe(3)
    const [one] = JSON.parse((await doctor('--json', '--missing-ok', empty)).out) as readonly Examined[]
    expect(one?.diagnosis.verdict).toBe('first start')
  })

  it('says which checkpoint is meant by a folder above or below it, and that a file is a file', async () => {
    const checkpoint = checkpointOf(committedUpTo(2), 'orders')
    const home = join(checkpoint, '..')
    for (const near of [home, `${checkpoint}/offsets`, `${checkpoint}/commits/`, `${checkpoint}/commits/1`]) {
      const { code, out } = await doctor('--missing-ok', near)
      expect(out, near).toContain(`; did you mean ${checkpoint}?\n`)
      expect(code).toBe(3)
    }
    expect((await doctor(`${checkpoint}/metadata`)).out).toContain('/metadata: a file (a folder is wanted)')
    checkpointOf(committedUpTo(2), 'other', home)
    expect((await doctor(home)).out).not.toContain('did you mean')
  })

  it('gives no bound on lost offsets, and the way back, if the next start reads an old entry', async () => {
    const checkpoint = withTimes(lost('plain-lost/state-2-after-the-restart'))
    const { code, out } = await doctor(checkpoint)
    expect(out).toContain('offsets/7 was written ')
    expect(out).not.toContain('At most')
    expect(out).toContain('The next start reads offsets/7, which seems to be the entry of an earlier run.')
    expect(out).toContain(
      '\n  To start again and lose nothing more, go back by hand to the last commit before that restart',
    )
    expect(out).toContain(`To accept that rows are lost or doubled: npx cwc doctor --known-up-to 7 ${checkpoint}\n`)
    expect(code).toBe(1)
    const accepted = await doctor('--fix', '--no-dry-run', '--quiet-for', '0', '--known-up-to', '7', checkpoint)
    expect(accepted.out).toContain(
      'orders: mended: the next run reads from offsets/7, which is suspect, and accepted as known\n',
    )
    expect(accepted.code).toBe(0)
  })

  it('says in the first line what cannot be told after a repair of a copy, and ends with 3 if --strict is given', async () => {
    const checkpoint = lost('plain-lost/state-2-after-the-restart')
    const fix = ['--fix', '--no-dry-run', '--quiet-for', '0', checkpoint]
    const { code, out } = await doctor('--strict', ...fix)
    expect(out).toContain(
      ': mended, but not certain: whether offsets/7 is the entry of an earlier run cannot be told; if it is, ',
    )
    expect(code).toBe(3)
    expect((await doctor(checkpoint)).code).toBe(0)
    expect((await doctor('--strict', checkpoint)).code).toBe(3)
    expect((await doctor('--strict', checkpointOf({ metadata }))).code).toBe(0)
  })

  it('--known-up-to lets a query start whose damage is past, and no later damage', async () => {
    const checkpoint = lost('plain-lucky/state-2-after-the-restart')
    const { code, out } = await doctor(checkpoint)
    expect(out.split('\n')[0]).toBe(
      `${checkpoint}: suspect: rows may have been lost or doubled by an earlier restart; nothing shows that the next start does`,
    )
    const command = `npx cwc doctor --known-up-to 8 ${checkpoint}`
    expect(out).toContain(`\n  To start again, once you know which rows are concerned: ${command}\n`)
    expect([code, (await doctor('--known-up-to', '7', checkpoint)).code]).toEqual([1, 1])
    const known = await doctor('--known-up-to', '8', checkpoint)
    expect(known.out).toContain('accepted as known (--known-up-to): epoch 8.')
    expect(known.code).toBe(0)
    const json = JSON.parse((await doctor('--json', '--known-up-to', '8', checkpoint)).out)
    expect(doctorSchema.safeParse(json).error).toBeUndefined()
  })

  it.skipIf(unbound)('says for a folder without permission that it cannot tell', async () => {
    const checkpoint = checkpointOf(ahead)
    chmodSync(join(checkpoint, 'commits'), 0)
    const { code, out } = await boundDoctor(checkpoint)
    chmodSync(join(checkpoint, 'commits'), 0o700)
    expect([code, out]).toEqual([3, `${checkpoint}: cannot tell: ${checkpoint}/commits: no permission\n`])
  })

  it('--json prints a list with the verdict, the findings, the next start and the repair', async () => {
    const checkpoint = checkpointOf(ahead, 'a \u001b[2J\u2028b')
    const { code, out } = await doctor('--json', checkpoint)
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}]/u)
    const [examined] = JSON.parse(out) as readonly Examined[]
    expect(doctorSchema.safeParse(JSON.parse(out)).error).toBeUndefined()
    expect(examined).toMatchObject({
      checkpoint,
      diagnosis: {
        verdict: 'dangerous',
        mode: 'continuous',
        start: { lastCommitted: 2, nextEpoch: 3, readsFrom: '{"0":{"value":20,"runTimeMs":1795868782259}}' },
        oldOffsets: [
          { epoch: 3, positions: [{ partition: '0', committed: 20, old: 30 }] },
          { epoch: 4, positions: [{ partition: '0', committed: 20, old: 40 }] },
        ],
      },
      repair: {
        kind: 'moves',
        moves: [
          { log: 'offsets', name: '4' },
          { log: 'offsets', name: '3' },
        ],
      },
    })
    expect(examined?.diagnosis.findings).toContainEqual({ kind: 'offsets-ahead', epochs: [3, 4] })
    expect(examined).not.toHaveProperty('carriedOut')
    expect(code).toBe(1)
  })
})

describe('cwc doctor --fix', () => {
  it('moves nothing where no terminal is, and says the command that does', async () => {
    const checkpoint = checkpointOf(ahead, 'my orders')
    const { code, out } = await doctor('--fix', checkpoint)
    expect(out).toContain(
      `\n  Nothing was moved: this was a dry run.\n  To mend it, stop the query, and then: npx cwc doctor --fix --no-dry-run '${checkpoint}'\n`,
    )
    expect([code, filesIn(checkpoint), movedBeside(checkpoint)]).toEqual([1, ['0 1 2 3 4', '0 1 2'], []])
  })

  it('moves the entries with their checksums, and its undo line brings them back', async () => {
    const checkpoint = checkpointOf(withChecksums(ahead), `it's "a" $(b) c`)
    const before = filesIn(checkpoint)
    const { code, out, err } = await doctor('--fix', '--no-dry-run', checkpoint)
    expect(code).toBe(0)
    expect(out).toContain(`${checkpoint}: mended, ${ended}\n`)
    expect(filesIn(checkpoint)).toEqual(['.0.crc .1.crc .2.crc 0 1 2', '.0.crc .1.crc .2.crc 0 1 2'])
    const [undo = ''] = /^ {4}find .*$/m.exec(out) ?? []
    expect(err).toContain(undo.trim())
    execFileSync('sh', ['-c', undo])
    expect(filesIn(checkpoint)).toEqual(before)
  })

  it('finds nothing more to do at the second time', async () => {
    const checkpoint = checkpointOf(ahead)
    await doctor('--fix', '--no-dry-run', checkpoint)
    const { code, out } = await doctor('--fix', '--no-dry-run', checkpoint)
    expect([code, out.split('\n')[0]]).toEqual([0, `${checkpoint}: clean, ${ended}`])
    expect(out.split('\n')[1]).toBe(
      `  If the query was restarted before, the log of its last run tells: npx cwc check driver.log --checkpoint ${checkpoint}`,
    )
    expect(movedBeside(checkpoint)).toHaveLength(1)
  })

  it('refuses while a file of the logs is young, unless --quiet-for says that no query runs', async () => {
    const checkpoint = checkpointOf(ahead)
    utimesSync(join(checkpoint, 'commits/2'), new Date(), new Date())
    const refused = await doctor('--fix', '--no-dry-run', '--quiet-for', '600', checkpoint)
    expect(refused.out).toMatch(
      /\n {2}No repair: the newest file of its logs is \d+ s old, so a query seems to run on it \(/,
    )
    expect([refused.code, movedBeside(checkpoint)]).toEqual([1, []])
    expect((await doctor('--fix', '--no-dry-run', '--quiet-for', '0', checkpoint)).code).toBe(0)
  })

  it('mends each checkpoint that can be mended, and exits with 1 if one cannot', async () => {
    const home = newFolder()
    const good = checkpointOf(ahead, 'good', home)
    const bad = checkpointOf({ ...ahead, 'commits/2': '' }, 'bad', home)
    const { code, out } = await doctor('--fix', '--no-dry-run', bad, good)
    expect(out).toContain(`${good}: mended, but not certain: `)
    expect(out).toContain('\n  No repair: an entry that a start reads is broken, ')
    expect([code, filesIn(good)[0], filesIn(bad)[0]]).toEqual([1, '0 1 2', '0 1 2 3 4'])
  })

  it.skipIf(unbound)('says why if the folder beside the checkpoint cannot be made', async () => {
    const home = newFolder()
    const checkpoint = checkpointOf(ahead, 'orders', home)
    chmodSync(home, 0o500)
    const { code, out } = await boundDoctor('--fix', '--no-dry-run', checkpoint)
    chmodSync(home, 0o700)
    expect(out).toMatch(/\n {2}Not mended: .*orders\.moved-.*: no permission\.\n/)
    expect(code).toBe(1)
  })

  it('--json has what was moved, and the diagnosis behind it', async () => {
    const { out } = await doctor('--json', '--fix', '--no-dry-run', checkpointOf(ahead))
    const [examined] = JSON.parse(out) as readonly Examined[]
    expect(doctorSchema.safeParse(JSON.parse(out)).error).toBeUndefined()
    expect(examined?.carriedOut).toMatchObject({
      planned: 2,
      done: [
        { log: 'offsets', name: '4' },
        { log: 'offsets', name: '3' },
      ],
      after: { verdict: 'clean' },
    })
    expect(examined?.diagnosis.verdict).toBe('dangerous')
  })
})

/** A command like `hdfs dfs` for files of this machine. The shell script is that of docs/restarted.md; `mv` is what moves. */
const script = (mv: string) => `
operation=$1
shift
case $operation in
  -ls) test -d "$1" || { echo "ls: $1: No such file or directory" >&2; exit 1; }
    find "$1" -mindepth 1 -maxdepth 1 -printf '%M 1 %u %g %s %TY-%Tm-%Td %TH:%TM %p\\n' ;;
  -cat) cat "$1" ;;
  -mkdir) mkdir "$@" ;;
  -mv) ${mv} ;;
esac`

describe('cwc doctor --via', () => {
  const storeWith = (mv: string) => {
    const file = join(newFolder(), 'my store')
    writeFileSync(file, script(mv))
    return `sh ${shellWord(file)}`
  }

  it('reads and mends through a command, and its undo line brings the files back', async () => {
    const checkpoint = checkpointOf(withChecksums(ahead), 'my orders')
    const before = filesIn(checkpoint)
    const { code, out } = await doctor('--via', storeWith('mv "$@"'), '--fix', '--no-dry-run', checkpoint)
    expect(out).toContain(`${checkpoint}: mended, but not certain: `)
    expect([code, filesIn(checkpoint)[0]]).toEqual([0, '.0.crc .1.crc .2.crc 0 1 2'])
    const [undo = ''] = /^ {4}sh .*$/m.exec(out) ?? []
    execFileSync('sh', ['-c', undo])
    expect(filesIn(checkpoint)).toEqual(before)
  })

  it('a repair that fails half-way names the files that it has moved, and the next one moves the rest', async () => {
    const checkpoint = checkpointOf(ahead)
    // Moves the first file, as a connection that is lost does.
    const broken = storeWith('mv "$1" "$3"; echo "Connection reset" >&2; exit 1')
    const { code, out } = await doctor('--via', broken, '--fix', '--no-dry-run', checkpoint)
    expect(out).toMatch(/\n {2}Mended in part only: sh .*: Connection reset. 1 of 2 files moved to .*: offsets\/4\n/)
    expect([code, filesIn(checkpoint)[0]]).toEqual([1, '0 1 2 3'])
    expect((await doctor('--fix', '--no-dry-run', checkpoint)).code).toBe(0)
  })

  it('a repair that is killed half-way has told how to undo it, and has moved the newest entries', async () => {
    const checkpoint = checkpointOf(ahead)
    const before = filesIn(checkpoint)
    const deadly = storeWith('test "$3" || exec mv "$@"; mv "$1" "$3"; kill -9 $PPID')
    const { code, out, err } = await doctor('--via', deadly, '--fix', '--no-dry-run', checkpoint)
    expect([code, out, filesIn(checkpoint)[0]]).toEqual([null, '', '0 1 2 3'])
    const [moved = ''] = movedBeside(checkpoint)
    expect(err).toContain(`moving 2 files to ${moved}; to undo, before the query starts:\n  sh `)
    execFileSync('mv', [join(moved, 'offsets/4'), join(checkpoint, 'offsets')])
    expect(filesIn(checkpoint)).toEqual(before)
  })

  it('a command that fails gives no verdict, and one that there is not is wrong use', async () => {
    const failing = await doctor('--via', 'sh -c "echo no route to host >&2; exit 1"', 'hdfs://nn/orders')
    expect(failing.code).toBe(3)
    expect(failing.out).toContain('hdfs://nn/orders: cannot tell: sh -c')
    expect(failing.out).toContain(': no route to host\n')
    const missing = await doctor('--via', 'no-such-command', 'hdfs://nn/orders')
    expect([missing.code, missing.err.split('\n')[0]]).toEqual([
      2,
      'error: --via: no-such-command: cannot be started: spawnSync no-such-command ENOENT (a command that lists and reads files is wanted)',
    ])
  })

  it('reads the last entries only, unless all are asked for', async () => {
    const checkpoint = checkpointOf({ ...committedUpTo(20), 'offsets/3': offsets(0) })
    const last = await doctor('--via', storeWith('mv "$@"'), checkpoint)
    expect([last.code, last.out]).toEqual([
      0,
      expect.stringContaining('13 earlier entries were not read (--all reads them)'),
    ])
    const all = await doctor('--via', storeWith('mv "$@"'), '--all', checkpoint)
    expect([all.code, all.out]).toEqual([1, expect.stringContaining('The offsets go back from epoch 2 to 3')])
  })

  it('needs at most 21 calls, however many entries there are', async () => {
    const home = newFolder()
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`offsets/${at + 201}`, offsets(at)]))
    const checkpoint = checkpointOf({ ...committedUpTo(200), ...many }, 'orders', home)
    const counting = join(home, 'counting')
    writeFileSync(counting, `echo x >> ${join(home, 'calls')}${script('mv "$@"')}`)
    const { out } = await doctor('--via', `sh ${counting}`, checkpoint)
    expect(out).toContain(`${checkpoint}: dangerous: `)
    expect(out).toContain('earlier entries were not read')
    expect(execFileSync('wc', ['-l', join(home, 'calls')], { encoding: 'utf8' })).toMatch(/^21 /)
  })
})
