import { describe, expect, it } from 'vitest'
import { recordedLogs } from './fixtures/checked.ts'
import { judged, withVerdict } from './fixtures/judged.ts'
import { atInfo, neverAtInfo, neverViolated } from './fixtures/never-recorded.ts'
import { ownRecording, ownRecordings } from './fixtures/own-recordings.ts'

type Change = (lines: readonly string[]) => readonly string[]

const at = (lines: readonly string[], text: string, from = 0): number => {
  const found = lines.findIndex((line, index) => index >= from && line.includes(text))
  if (found < 0) throw new Error(`no line has "${text}"`)
  return found
}
const drop =
  (...texts: readonly string[]): Change =>
  (lines) =>
    texts.reduce((left, text) => left.toSpliced(at(left, text), 1), lines)
const double =
  (text: string): Change =>
  (lines) =>
    lines.toSpliced(at(lines, text), 0, lines[at(lines, text)] ?? '')
/** Replaces a text in the first line that has it and, if given, stands behind the line with `after`. */
const replace =
  (text: string, by: string, after?: string): Change =>
  (lines) => {
    const index = at(lines, text, after === undefined ? 0 : at(lines, after))
    return lines.with(index, (lines[index] ?? '').replace(text, by))
  }
/** Puts a copy of a line, with a text of it replaced, behind another line. */
const copy =
  (line: string, [from, to]: readonly [from: string, to: string], behind: string): Change =>
  (lines) =>
    lines.toSpliced(at(lines, behind) + 1, 0, (lines[at(lines, line)] ?? '').replace(from, to))
const all =
  (...changes: readonly Change[]): Change =>
  (lines) =>
    changes.reduce((changed, change) => change(changed), lines)

const [normal, fails, refuses] = [
  '3.5.8/local-normal-info',
  '3.5.8/local-task-fails-info',
  '3.5.8/local-sink-refuses-info',
]
const [full, abortThrows, noFullStop, coordinatorGone] = [
  '3.5.8/refused-until-full',
  '3.5.8/abort-throws',
  '3.3.4/write-fails',
  '3.5.8/coordinator-gone',
]
const [lost, left] = ['3.5.8/checkpoint-demo/plain-lost', '4.2.0/checkpoint-states/crc-left']
const written = (log: string, epoch: number) => `/${log}/${epoch}`
const committing = (partition: number, epoch: number) => `partition ${partition} in epoch ${epoch} is committing`
const committed = (partition: number, epoch: number) => `partition ${partition} in epoch ${epoch} committed`
const stop = '] was stopped'
const registered = 'Registered EpochCoordinator endpoint'
/** The line that an entry was renamed. The line before says that it is written. */
const entry = (log: string, epoch: number): string =>
  `.tmp to file:/data/queries/${normal}/checkpoint${written(log, epoch)}`
const refused = (log: string, epoch: number): string => entry(log, epoch).replace(normal, refuses)
/** An epoch behind the refused one is committed. */
const passesOver = replace(refused('offsets', 5), refused('commits', 5))

/** A recording with several logs of drivers: the change is of the one that has the text. */
const inOneOf =
  (change: Change): Change =>
  (lines) => {
    try {
      return change(lines)
    } catch {
      return lines
    }
  }

/** For each requirement, a change of a recording that violates it. */
const changes: readonly (readonly [requirement: string, folder: string, change: Change])[] = [
  ['OP-7', normal, double('Start processing data source')],
  ['OP-12', normal, replace('Submitting 2 missing tasks', 'Submitting 3 missing tasks')],
  ['OP-13', normal, replace('executor driver, partition 1', 'executor driver, partition 0')],
  [
    'OP-26',
    '2.4.8/local-task-fails-info',
    replace('Writing job aborted.', 'Writing job aborted', 'terminated with error'),
  ],
  ['OP-32', normal, double('Start processing data source')],
  ['OP-43', noFullStop, replace('Writing job aborted', 'Writing job aborted.', 'terminated with error')],
  ['OP-44', fails, replace('Job aborted due to stage failure', 'Writing job aborted', 'terminated with error')],
  ['RDD-4', normal, drop(committing(0, 0), committed(0, 0))],
  ['RDD-14', normal, drop(committing(0, 2))],
  ['RDD-15', normal, double(committed(0, 2))],
  ['RDD-23', normal, drop(committed(0, 2))],
  ['RDD-24', normal, replace(committing(0, 2), committing(0, 4))],
  [
    'RDD-26',
    normal,
    all(...[8, 7, 6].map((epoch) => copy(committing(0, 2), ['epoch 2', `epoch ${epoch}`], 'trying to kill task 0.0'))),
  ],
  ['RDD-33', fails, double('is aborting')],
  ['RDD-34', fails, drop(' aborted.')],
  ['RDD-36', fails, copy('in epoch 0 is committing', ['epoch 0', 'epoch 9'], 'is aborting')],
  ['RDD-39', fails, double(' aborted.')],
  [
    'RDD-42',
    abortThrows,
    copy('partition 1 is aborting', ['is aborting', 'aborted'], 'WARN Utils: Suppressing exception'),
  ],
  ['EC-9', normal, replace('New epoch 3 is', 'New epoch 5 is')],
  ['EC-14', normal, copy(entry('commits', 5), [written('commits', 5), written('commits', 6)], stop)],
  ['EC-15', normal, copy(entry('offsets', 5), [written('offsets', 5), written('offsets', 6)], stop)],
  ['EC-19', normal, double(registered)],
  ['EC-21', normal, double(registered)],
  ['EC-29', normal, drop(committing(1, 3), committed(1, 3))],
  ['EC-30', normal, drop(entry('offsets', 3))],
  ['EC-34', normal, drop(entry('commits', 0))],
  ['EC-35', normal, drop(entry('commits', 3))],
  ['EC-37', normal, drop(entry('commits', 3))],
  ['EC-39', normal, drop(entry('commits', 3))],
  ['EC-47', normal, drop(entry('offsets', 3))],
  ['EC-55', refuses, passesOver],
  ['EC-56', refuses, passesOver],
  ['EC-58', refuses, passesOver],
  [
    'EC-61',
    left,
    copy(`Renamed temp file file:/data/queries/${left}/checkpoint/commits/.7.`, ['', ''], 'Failed to rename temp file'),
  ],
  [
    'EC-64',
    '3.5.8/checkpoint-states/torn-stale-offset',
    replace(
      '/checkpoint/offsets/9',
      '/checkpoint/commits/9',
      'Renamed temp file file:/data/queries/3.5.8/checkpoint-states/torn-stale-offset/checkpoint/offsets/.9.',
    ),
  ],
  ['EC-72', normal, double(registered)],
  // The number wraps around, as one of 32 bits does.
  ['EC-71', '3.5.8/epochs-beyond-int', replace('New epoch 2147483649 is', 'New epoch -2147483647 is')],
  ['EC-80', full, replace('offset queue has exceeded', 'offset queue is at', 'received exception')],
  [
    'EC-81',
    '3.5.8/unreadable-offsets',
    replace('commit queue has exceeded', 'commit queue is at', 'received exception'),
  ],
  ['CE-8', normal, all(copy(registered, ['', ''], 'New epoch 1 is'), drop(registered))],
  ['CE-10', normal, drop(entry('offsets', 3))],
  ['CE-11', normal, drop(entry('offsets', 3))],
  ['CE-12', normal, replace('/commits/3 using', '/commits/4 using')],
  ['CE-14', normal, drop('Asked to cancel job group')],
  ['CE-15', normal, copy('New epoch 6 is', ['epoch 6', 'epoch 7'], stop)],
  [
    'CE-16',
    '3.5.8/local-restart-same-app-debug',
    (lines) =>
      lines.map((line, index) =>
        index > at(lines, stop)
          ? line.replace(/New epoch (\d+) is/, (_, epoch: string) => `New epoch ${Number(epoch) + 1} is`)
          : line,
      ),
  ],
  [
    'CE-17',
    coordinatorGone,
    all(drop('Asked to cancel job group'), replace('terminated with error', 'was stopped', 'New epoch 1 is')),
  ],
  [
    'CE-18',
    '3.5.8/cluster-task-fails-info',
    (lines) => lines.map((line) => line.replace('ContinuousTaskRetryException', 'SomeException')),
  ],
  ['CE-19', lost, inOneOf(double(entry('offsets', 9).replace(normal, lost)))],
  ['CE-20', refuses, passesOver],
  ['CE-30', full, replace('IllegalStateException: Size of', 'RuntimeException: Size of', 'terminated with error')],
  [
    'CE-31',
    fails,
    (lines) =>
      lines.map((line, index) =>
        index > at(lines, 'terminated with error')
          ? line.replace('Job aborted due to stage failure', 'Another error')
          : line,
      ),
  ],
  [
    'CE-32',
    '4.2.0/local-task-fails-info',
    replace('org.apache.spark.SparkException', 'java.lang.Error', 'terminated with error'),
  ],
]

describe('a changed recording', () => {
  it.each(changes)('violates %s: %s', (requirement, folder, change) => {
    const logs = ownRecordings().includes(folder) ? ownRecording(folder).logs : recordedLogs(folder)
    expect(withVerdict(judged(logs), 'held')).toContain(requirement)
    const changed = Object.fromEntries(
      Object.entries(logs).map(([name, bytes]) => {
        const lines = bytes.toString('utf8').split('\n')
        return [name, name.startsWith('driver') || requirement === 'CE-18' ? change(lines) : lines]
      }),
    )
    expect(judged(changed).requirements[requirement]?.kind).toBe('violated')
  })

  it('is there for each requirement that INFO shows, but for those of which the reason is known', () => {
    const without = atInfo.filter((one) => !changes.some(([requirement]) => requirement === one))
    expect(new Set(without)).toStrictEqual(new Set(Object.keys({ ...neverAtInfo, ...neverViolated })))
  })
})
