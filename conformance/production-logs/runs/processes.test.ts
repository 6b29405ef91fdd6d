import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from '../fixtures/judged.ts'
import { recording } from '../fixtures/recording.ts'
import { recordsOf } from '../fixtures/reprint.ts'

const folder = '3.5.8/cluster-task-fails-info'
const logs = ['executor-0', 'executor-1', 'driver'].map((name) => ({
  name,
  lines: recording(`${folder}/${name}.log`).toString().trimEnd().split('\n'),
}))
const alone = judged(Object.fromEntries(logs.map(({ name, lines }) => [name, lines])))

const kinds = (report: typeof alone) =>
  Object.fromEntries(Object.entries(report.requirements).map(([id, { kind }]) => [id, kind]))

type Wrap = (line: string, name: string) => string
const wraps: Readonly<Record<string, Wrap>> = {
  'kubectl logs --prefix': (line, name) => `[pod/q-${name}/spark] ${line}`,
  'docker compose': (line, name) => `${name}  | ${line}`,
  'a collector in JSON': (line, name) => JSON.stringify({ log: `${line}\n`, stream: 'stderr', pod_name: name }),
  journald: (line, name) => `Nov 28 12:00:00 host-1 ${name}[77]: ${line}`,
}

/** The lines of all logs in turns of a few. */
function interleaved(wrap: Wrap): readonly string[] {
  const queues = logs.map(({ name, lines }) => lines.map((line) => wrap(line, name)))
  const all: string[] = []
  for (let turn = 0; queues.some(({ length }) => length > 0); turn++)
    all.push(...(queues[turn % queues.length]?.splice(0, 1 + ((7 * turn) % 5)) ?? []))
  return all
}

const container = (number: number, lines: readonly string[]) => [
  `Container: container_1700000000000_0001_01_00000${number} on host-1_45454`,
  'LogAggregationType: AGGREGATED',
  '='.repeat(70),
  'LogType:stderr',
  'LogLastModifiedTime:Sat Nov 28 12:00:00 +0000 2026',
  'LogLength:12345',
  'LogContents:',
  ...lines,
  '',
  'End of LogType:stderr',
  '*'.repeat(40),
]

describe('the lines of several processes in one file', () => {
  it.each(Object.keys(wraps))('are told apart by their envelopes: %s', (name) => {
    const wrap = wraps[name] ?? ((line: string) => line)
    const report = judged({ all: interleaved(wrap) })
    expect(kinds(report)).toEqual(kinds(alone))
    expect(report.files.map(({ role }) => role).toSorted()).toEqual(['driver', 'executor', 'executor'])
    expect(
      report.files.every((file) => file.name.startsWith('all [')),
      'the process is named',
    ).toBe(true)
    expect(
      report.findings.every((one) => !('at' in one) || one.at.file === 'all'),
      'places name the file',
    ).toBe(true)
  })

  it('are told apart in aggregated logs of YARN, also behind lines of the client', () => {
    const [one, other, driver] = logs.map(({ lines }) => lines)
    const client = '26/11/28 13:00:00 INFO RMProxy: Connecting to ResourceManager at host-1/10.0.0.1:8032'
    const all = [container(2, one ?? []), container(3, other ?? []), container(1, driver ?? [])].flat()
    for (const lines of [all, [client, ...all]]) {
      const report = judged({ all: lines })
      expect(kinds(report)).toEqual(kinds(alone))
      expect(report.files.map(({ role }) => role)).toEqual(
        lines === all ? ['executor', 'executor', 'driver'] : ['none', 'executor', 'executor', 'driver'],
      )
    }
  })

  it('give no violation where the driver comes first', () => {
    const [one, other, driver] = logs.map(({ lines }) => lines)
    const yarn = [container(1, driver ?? []), container(2, one ?? []), container(3, other ?? [])].flat()
    const report = judged({ all: yarn })
    expect(withVerdict(report, 'violated')).toEqual([])
    expect(report.requirements['EC-29']?.kind).toBe('cannot tell')
  })

  it('are counted by the lines of the file', () => {
    const lines = interleaved((line, name) => `${name}  | ${line}`)
    const { findings } = judged({ all: lines })
    const [failed] = findings.filter(({ kind }) => kind === 'query-failed')
    expect(failed).toMatchObject({
      at: { line: lines.findIndex((line) => line.includes('terminated with error')) + 1 },
    })
  })
})

describe('a line in an envelope', () => {
  const text = (records: ReturnType<typeof recordsOf>) => records.map(({ message, behind }) => [message, ...behind])

  it('comes in parts, as docker and container runtimes cut it', () => {
    const long = `26/11/28 12:00:00 INFO Executor: ${'x'.repeat(20_000)}`
    const docker = (log: string) => JSON.stringify({ log, stream: 'stderr', time: '2026-11-28T12:00:00Z' })
    const lines = [docker(long.slice(0, 16_384)), docker(`${long.slice(16_384)}\n`)]
    expect(text(recordsOf(Buffer.from(lines.join('\n'))))).toEqual([['x'.repeat(20_000)]])
    const stamp = '2026-11-28T12:00:00.123456789Z stderr'
    const runtime = [`${stamp} P ${long.slice(0, 16_384)}`, `${stamp} F ${long.slice(16_384)}`]
    expect(text(recordsOf(Buffer.from(runtime.join('\n'))))).toEqual([['x'.repeat(20_000)]])
  })

  it('brings its stack trace along, without the envelope', () => {
    const lines = ['ERROR Inbox: Ignoring error', 'java.lang.Error: x', '\tat a.B.c(D.scala:1)', 'INFO Executor: y']
    const stamped = lines.map((line) => (/^[A-Z]+ /.test(line) ? `26/11/28 12:00:00 ${line}` : line))
    for (const wrap of [
      ...Object.values(wraps),
      (line: string) => `17:${line}`,
      (line: string) => `logs/a.log-${line}`,
    ])
      expect(text(recordsOf(Buffer.from(stamped.map((line) => wrap(line, 'a')).join('\n'))))).toEqual([
        ['Ignoring error', 'java.lang.Error: x', '\tat a.B.c(D.scala:1)'],
        ['y'],
      ])
  })

  it('that looks like one, within a log without envelopes, stays what it is', () => {
    const lines = [
      '26/11/28 12:00:00 INFO Executor: a',
      '{"log":"26/11/28 12:00:00 INFO Executor: b\\n","stream":"stderr"}',
      '[pod/a/b] 26/11/28 12:00:00 INFO Executor: c',
    ]
    expect(text(recordsOf(Buffer.from(lines.join('\n'))))).toEqual([['a', ...lines.slice(1)]])
  })
})
