import type { Sabotage } from '../sabotage.ts'

const onSpark = 'conformance/logs-on-spark'
const logFiles = 'conformance/log-files'
const digestTests = `${onSpark}/digest.test.ts`
const framedTests = `${onSpark}/framed-input.test.ts`
const planTests = `${logFiles}/plan-logs.test.ts`

/** Jobs of Spark judge as the single process does, and say what they could not read. */
export const logsOnSparkSabotages: readonly Sabotage[] = [
  {
    promise: 'A digest keeps the stamps of the lines that each epoch repeats.',
    file: `${onSpark}/replay.ts`,
    good: 'stamps[stampsTaken++]',
    bad: 'stamps[0]',
    test: digestTests,
  },
  {
    promise: 'A digest keeps the numbers of the lines.',
    file: `${onSpark}/digest.ts`,
    good: 'at.line - before.line',
    bad: '1',
    test: digestTests,
  },
  {
    promise: 'A digest counts the records of each process that it leaves out.',
    file: `${onSpark}/digest.ts`,
    good: 'leftOut.set(source, (leftOut.get(source) ?? 0) + 1)',
    bad: 'leftOut.set(source, 0)',
    test: digestTests,
  },
  {
    promise: 'A file that a worker does not read to its end does not shift the next one.',
    file: `${onSpark}/framed-input.ts`,
    good: 'while (isInFile) {',
    bad: 'while (isInFile && left < 0) {',
    test: framedTests,
  },
  {
    promise: 'A file that breaks off on its way to a worker is no whole file.',
    file: `${onSpark}/framed-input.ts`,
    good: "(await line()) ?? '!the input breaks off'",
    bad: "(await line()) ?? '0'",
    test: framedTests,
  },
  {
    promise: 'A file that cannot be read belongs to the application of its folder.',
    file: `${logFiles}/plan-logs.ts`,
    good: 'new Set(named ?? beside ??',
    bad: 'new Set(named ??',
    test: planTests,
  },
  {
    promise: 'A file of which nothing could be read is unread, and no log that breaks off.',
    file: `${logFiles}/read-log.ts`,
    good: 'last === undefined\n          ?',
    bad: 'error.message === undefined\n          ?',
    test: planTests,
  },
  {
    promise: 'A violation decides nothing if a file of its application is unread.',
    file: 'conformance/production-logs/report/headline.ts',
    good: 'if (decides(report)) {',
    bad: 'if (decides(report) || report.files.length > 0) {',
    test: 'conformance/production-logs/report/conclusion.test.ts',
  },
]
