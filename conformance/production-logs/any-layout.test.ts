import { describe, expect, it } from 'vitest'
import { createApplication } from './application.ts'
import { byNumbers } from './by-numbers.ts'
import { withVerdict } from './fixtures/judged.ts'
import { recordedFolders, recording, recordingNames } from './fixtures/recording.ts'
import { inPattern, recordsOf, timeOf, withPackages } from './fixtures/reprint.ts'
import type { LogRecord } from './observations/record.ts'
import { readRecords } from './reading/read-records.ts'
import type { CheckReport, LogVerdict } from './report/check-report.ts'

type Logs = Readonly<Record<string, readonly string[]>>

const small = ['3.5.8/local-sink-refuses-info', '3.5.8/cluster-task-fails-info']
const folders = process.env['CWC_ALL_LAYOUTS'] === undefined ? small : recordedFolders()

/** As a check reads files: the quick path leaves out what shows nothing. */
function judged(files: Readonly<Record<string, Buffer | readonly string[]>>): CheckReport {
  const application = createApplication()
  for (const [name, content] of Object.entries(files)) {
    const reader = readRecords((record) => application.take(record, name), {
      onlyWanted: true,
      ...byNumbers(application, name),
    })
    reader.push(Buffer.isBuffer(content) ? content : Buffer.from(`${content.join('\n')}\n`))
    reader.end()
  }
  return application.report(() => undefined)
}

/** The logs of a folder, executors first. */
function logsOf(folder: string): readonly (readonly [name: string, bytes: Buffer])[] {
  const names = recordingNames(folder).filter((name) => /\/(?:executor-\d+|driver)\.log$/.test(name))
  return names.toSorted((one, other) => (one < other ? 1 : -1)).map((name) => [name, recording(name)])
}

const mapped = (folder: string, map: (bytes: Buffer) => readonly string[]): Logs =>
  Object.fromEntries(logsOf(folder).map(([name, bytes]) => [name, map(bytes)]))

const originals = new Map(folders.map((folder) => [folder, judged(Object.fromEntries(logsOf(folder)))]))
const records = new Map(folders.flatMap(logsOf).map(([, bytes]) => [bytes, recordsOf(bytes)]))

const plain = ({ requirements, findings }: CheckReport) => ({
  // The lines are others, and the errors may have other texts.
  requirements: Object.fromEntries(
    Object.entries(requirements).map(([id, verdict]) => [id, { kind: verdict.kind, times: timesOf(verdict) }]),
  ),
  findings: findings.map(({ kind }) => kind),
})
const timesOf = (verdict: LogVerdict) => ('times' in verdict ? verdict.times : 0)

/** The verdicts of the original are still there. */
function expectSame(title: string, print: (bytes: Buffer) => readonly string[]): void {
  for (const folder of folders) {
    const report = judged(mapped(folder, print))
    const original = originals.get(folder)
    if (original !== undefined) expect(plain(report), `${title}: ${folder}`).toEqual(plain(original))
  }
}

/** Less may be told, and nothing wrong: no violation, and nothing held more often. */
function expectLess(title: string, print: (bytes: Buffer) => readonly string[]): void {
  for (const folder of folders) {
    const report = judged(mapped(folder, print))
    const original = originals.get(folder)
    expect(withVerdict(report, 'violated'), `${title}: ${folder}`).toEqual([])
    for (const [id, verdict] of Object.entries(report.requirements)) {
      if (verdict.kind !== 'held') continue
      const before = original?.requirements[id]
      expect(before?.kind, `${title}: ${folder}, ${id}`).toBe('held')
      expect(verdict.times).toBeLessThanOrEqual(before?.kind === 'held' ? before.times : 0)
    }
  }
}

const patterns = [
  ...['%d{short} %p %c: %m', '%d{short} %p %full: %m', '%d{short} %p [%t] %c: %m', '%d{short} [%t] %p %c: %m'],
  ...['%p %d{short} %c: %m', '%d{shortMillis} %p %c: %m', '%d{slashes} %p %c: %m', '%d{slashes} %p [%t] %full - %m'],
  ...['%d{isoT} [%t] %-5p %full - %m', '%d{iso} [%t] %-5p %full: %m', '%d{iso} %-5p [%t] %full: %m'],
  ...[
    '%d{iso} %-5p %full:%L - %m',
    '%d{iso} %-5p %c:%L - %m',
    '%d{iso} %p (%F:%L) %c - %m',
    '%d{iso} %t %p %full - %m',
  ],
  ...['%d{isoDot} [%t] %-5p %full - %m', '%d{isoDot}  %5p %pid --- [%15t] %-40short : %m', '%t %d{iso} %p %full - %m'],
  ...['%d{time} [%t] %-5p %short - %m', '%d{time} %p %c: %m', '%d{timeComma} %p %c - %m', '%d{timeSeconds} %p %c - %m'],
  ...['%d{timeSeconds} %p [%t] %c - %m', '%-4r [%t] %-5p %full  - %m', '[%d{iso}] [%p] [%t] %full - %m'],
  ...['[%p] %d{iso} %full - %m', '%d{american} %p %c: %m', '%d{european} %p %c - %m', '%d{month} [%t] %-5p %full - %m'],
  ...[
    '%d{isoZ} %p %full - %m',
    '%d{isoZ} [%p] %full: %m',
    '%d{isoOffset} %p %full: %m',
    '%d{isoColon} %-5p %full [%t] %m',
  ],
  ...['%d{millis} %p %c: %m', '%d{millis} [%t] %p %c - %m', '%d{compact} %p %c - %m', '%p %c - %m', '[%p] %c: %m'],
  ...['%-5p [%t]: %c: %m', '%p [%t] %full: %m', '%d{iso} | %-5p | %t | %full | %m', '%d{iso}|%p|%c|%m'],
  ...['%d{iso};%p;%t;%full;%m', '%d{isoSeconds} %p %c: %m', '%d{isoSeconds} [%p] %c - %m', '%d{isoSeconds} %p %c - %m'],
  ...['%d{isoSeconds} [%t] [%p] %c.%M(%L) - %m', '%d{iso} %p %c (%F:%M(%L)) - %m', '%c %d{iso} %p - %m'],
  ...['%c [%t] %p %d{iso} %m', '%p|%d{iso}|%full|%t|%m', '%d{short} %lower %c: %m', '%d{iso} [%lower] %c: %m'],
  ...['%d{iso} %p [%X{user-1}] %c: %m', '[%X{req-7}] %d{iso} %p %c: %m', '%d{short} %p %c: %m [%t]'],
  ...[
    '%d{short} %p %c: %m | %X{k=v}',
    '%d{iso} %p %c - %m (%F:%L)',
    '{%d{iso}} {%p} {%c} {%m}',
    '<%d{iso}> <%p> <%c> %m',
  ],
  ...['"%d{iso}","%p","%c","%m"', '%d{iso}\t%p\t%c\t%m', '%d{iso}\t[%t]\t%-5p\t%full\t-\t%m', '%d{iso} - %p - %c - %m'],
  ...['%d{iso} - %c - %p - %m', '%d{iso} : %p : %c : %m', '%d{iso}: %p: %c: %m', '%d{iso} %p %c> %m'],
  ...[
    '%d{iso} %p %c => %m',
    '%d{iso} %p %c %m',
    '%d{iso} %p (%c) %m',
    '%d{iso} [%c] [%p] %m',
    '%d{iso} (%t) %p %c - %m',
  ],
  ...['%d{iso} %p <%t> %c - %m', '%d{iso} %p %c @%t: %m', '%d{iso} level=%p logger=%full thread="%t" msg=%m'],
  ...['time="%d{iso}" level=%p logger=%c msg="%m"', 'timestamp=%d{isoZ} level=%p class=%full message=%m'],
  ...[
    '%d{isoZ} host-1 spark[1]: %p %c: %m',
    '%d{iso} %-5p %-60full: %m',
    '%d{iso} %pid %p %c: %m',
    'I%d{timeSeconds} %p %c] %m',
  ],
  ...['%d{iso} %5p [%t] (%c) %m', '%d{iso} *%p* [%t] %c %m', '%d{iso} %p %c#%M:%L - %m', '### %d{iso} %p %c: %m'],
  ...['%d{iso} %p  [%t]  %c  -  %m', '%d{iso} [spark-app] %p %c: %m', '%d{iso} %p spark-app %c: %m'],
]

/** Patterns that name no logger, or in which a part of the head looks like the message. */
const poor = [
  ...['%d{iso} %m', '%d{iso} %p %m', '%d{iso} %p - %m', '%d{short} %m', '%d{time} %-5p - %m', '%m', '%p %m', '%c: %m'],
  ...['%d{short} %p %c: [%X{job-3}] %m', '[%d{iso}] %p %m (%full)', '%d{iso} [%c] %p %m', '%d{iso} %-5p %-40c %m'],
  ...['%d{iso} %p org.apache.spark/%c: %m'],
]

const json = (value: unknown) => JSON.stringify(value)
const envelopes: Readonly<Record<string, (line: string, at: number) => string>> = {
  'of a container runtime': (line, at) => `${timeOf(at).slice(0, 23)}456789Z stderr F ${line}`,
  'of kubectl logs --timestamps': (line, at) => `${timeOf(at).slice(0, 23)}456789Z ${line}`,
  'of kubectl logs --prefix': (line) => `[pod/q-driver/spark-kubernetes-driver] ${line}`,
  'of kubectl with both': (line, at) => `[pod/q-driver/spark] ${timeOf(at).slice(0, 23)}456789Z ${line}`,
  'of stern': (line) => `q-driver spark-kubernetes-driver ${line}`,
  'of docker compose': (line) => `spark-1     | ${line}`,
  'of syslog': (line, at) => `Nov 28 ${timeOf(at).slice(11, 19)} host-1 spark[4242]: ${line}`,
  'of syslog with a priority': (line, at) => `<14>Nov 28 ${timeOf(at).slice(11, 19)} host-1 spark: ${line}`,
  'of RFC 5424': (line, at) => `<14>1 ${timeOf(at)} host-1 spark 4242 ID47 - ${line}`,
  'of journald': (line, at) => `${timeOf(at).slice(0, 19)}+0000 host-1 spark-submit[77]: ${line}`,
  'of CloudWatch': (line, at) => `${timeOf(at)} ${line}`,
  'of aws logs tail': (line, at) => `${timeOf(at).replace('Z', '000+00:00')} app/driver/1234 ${line}`,
  'of grep -n': (line, at) => `${at + 1}:${line}`,
  'of grep with names': (line, at) => `logs/driver.log:${at + 1}:${line}`,
  'of a comment': (line) => `  // ${line}`,
  'of a mail': (line) => `>> ${line}`,
  'of Jenkins': (line, at) => `[${timeOf(at)}] ${line}`,
  'of GitHub': (line, at) => `${timeOf(at).replace('Z', '4567Z')} ${line}`,
  'of Airflow': (line, at) => `[${timeOf(at).slice(0, 23)}+0000] {spark_submit.py:526} INFO - ${line}`,
  'of Maven': (line) => `[INFO] ${line}`,
  'of docker': (line, at) => json({ log: `${line}\n`, stream: 'stderr', time: timeOf(at) }),
  'of fluentd': (line) => json({ log: line, stream: 'stderr', kubernetes: { pod_name: 'q-driver' } }),
  'of filebeat': (line, at) =>
    json({ '@timestamp': timeOf(at), message: line, kubernetes: { pod: { name: 'q-driver' } } }),
  'of Cloud Logging': (line, at) => json({ textPayload: line, severity: 'INFO', timestamp: timeOf(at) }),
  'of journalctl -o json': (line) => json({ MESSAGE: line, __REALTIME_TIMESTAMP: '1', _SYSTEMD_UNIT: 'spark.service' }),
  'of CloudWatch in JSON': (line, at) => json({ timestamp: at, message: line, logStreamName: 'a/driver' }),
  'of Loki': (line, at) => json({ line, timestamp: timeOf(at), labels: { pod: 'd' } }),
  'of CSV': (line, at) => `"${timeOf(at)}","${line.replaceAll('"', '""')}"`,
  'of fluent-bit': (line, at) => `spark: [${at}.123000000, {"log"=>"${line}"}]`,
  'with the line ends of Windows': (line) => `${line}\r`,
  'in colours': (line) => `\x1b[32m${line}\x1b[0m`,
  'with coloured levels': (line) => line.replace(/ (INFO|WARN|ERROR) /, ' \x1b[1;31m$1\x1b[m '),
  'with coloured messages': (line) => line.replace(/: (\w)/, ': \x1b[36m$1'),
  'behind a progress bar': (line, at) =>
    at % 3 === 1 ? `\r[Stage 0:====>      (3 + 4) / 10]\r                     \r${line}` : line,
}

const trace = ({ behind }: LogRecord, field: string) => (behind.length === 0 ? {} : { [field]: behind.join('\n') })
const structured: Readonly<Record<string, (record: LogRecord, at: number) => unknown>> = {
  'the Elastic Common Schema': (one, at) => ({
    '@timestamp': timeOf(at),
    'log.level': one.level,
    message: one.message,
    'log.logger': withPackages(one.logger),
    ...trace(one, 'error.stack_trace'),
  }),
  'the Elastic Common Schema, nested': (one, at) => ({
    '@timestamp': timeOf(at),
    log: { level: one.level.toLowerCase(), logger: withPackages(one.logger) },
    message: one.message,
    ...(one.behind.length === 0 ? {} : { error: { stack_trace: one.behind.join('\n') } }),
  }),
  logstash: (one, at) => ({
    '@timestamp': timeOf(at),
    '@version': '1',
    message: one.message,
    logger_name: withPackages(one.logger),
    level: one.level,
    ...trace(one, 'stack_trace'),
  }),
  'JSON of log4j': (one) => ({
    instant: { epochSecond: 1, nanoOfSecond: 2 },
    level: one.level,
    loggerName: withPackages(one.logger),
    message: one.message,
    ...(one.behind.length === 0 ? {} : { thrown: { extendedStackTrace: one.behind.join('\n') } }),
  }),
  'Cloud Logging': (one, at) => ({
    severity: one.level === 'WARN' ? 'WARNING' : one.level,
    timestamp: timeOf(at),
    message: one.message,
    logger: withPackages(one.logger),
    ...trace(one, 'exception'),
  }),
}

const linesOf = (bytes: Buffer) => bytes.toString().trimEnd().split('\n')
const recordsIn = (bytes: Buffer) => records.get(bytes) ?? []

describe('a log in another layout has the same verdicts', () => {
  it.each(patterns)('%s', (pattern) => {
    expectSame(pattern, (bytes) => inPattern(recordsIn(bytes), pattern))
  })

  it.each(Object.keys(envelopes))('its lines are those %s', (name) => {
    expectSame(name, (bytes) => linesOf(bytes).map((line, at) => envelopes[name]?.(line, at) ?? ''))
  })

  it.each(Object.keys(structured))('its records are %s', (name) => {
    expectSame(name, (bytes) => recordsIn(bytes).map((record, at) => json(structured[name]?.(record, at))))
    expectSame(`${name} in docker`, (bytes) =>
      recordsIn(bytes).map((record, at) =>
        json({ log: `${json(structured[name]?.(record, at))}\n`, stream: 'stderr', time: timeOf(at) }),
      ),
    )
  })
})

it('structured logging of Spark 4 in the files of collectors has the same verdicts', () => {
  const bytes = recording('4.2.0/local-task-fails-json/driver.log')
  for (const name of ['of docker', 'of fluentd', 'of kubectl logs --prefix', 'of CloudWatch']) {
    const lines = linesOf(bytes).map((line, at) => envelopes[name]?.(line, at) ?? '')
    expect(plain(judged({ driver: lines })), name).toEqual(plain(judged({ driver: bytes })))
  }
})

describe('a log in a layout that says too little has no wrong verdict', () => {
  it.each(poor)('%s', (pattern) => {
    expectLess(pattern, (bytes) => inPattern(recordsIn(bytes), pattern))
  })
})
