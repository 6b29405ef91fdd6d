import type { Sabotage } from '../sabotage.ts'

const logs = 'conformance/production-logs'
const page = 'conformance/log-page'
const pageTest = `${page}/log-report-page.browser.test.ts`
const follow = `${logs}/reading/follow.ts`
const junit = 'conformance/drawn/log-junit.ts'
const junitTest = 'conformance/drawn/log-junit.test.ts'
const withoutRelease = 'conformance/check-strength/without-release.test.ts'

/** What `cwc check` writes, prints as it follows, and says without a release. */
export const logReportSabotages: readonly Sabotage[] = [
  {
    promise: 'With --json, cwc check prints nothing but JSON on standard output.',
    file: 'conformance/cli/conclude-check.ts',
    good: 'if (isJson) console.error(',
    bad: 'if (isJson) console.log(',
    test: 'conformance/cli/check.test.ts',
  },
  {
    promise: 'cwc check --report says where it has written the report.',
    file: 'conformance/cli/conclude-check.ts',
    good: 'else console.log(',
    bad: 'else console.debug.bind(',
    test: 'conformance/cli/check.test.ts',
  },
  {
    promise: 'Each schedule that a violation names shows the fault on a mutant.',
    file: `${logs}/telling/shown-faults.ts`,
    good: "token: 'coordinator:w0r1e2f1x1:late:1'",
    bad: "token: 'coordinator:w0r1e2f1x1:late:0'",
    test: 'conformance/shown-faults/shown-faults.test.ts',
  },
  {
    promise: 'Without a release, cwc check gives no verdict on which the releases differ.',
    file: `${logs}/report/verdicts.ts`,
    good: 'if (isSame && (binding.length === verdicts.length || isNothing)) return first',
    bad: 'if (isSame || isNothing) return first',
    test: withoutRelease,
  },
  {
    promise: 'The line that a write starts tells Spark 2.4 from later releases.',
    file: `${logs}/runs/possible-editions.ts`,
    good: 'if (seen.size !== 1) return sparkEditions',
    bad: 'if (seen.size !== 3) return sparkEditions',
    test: `${logs}/runs/possible-editions.test.ts`,
  },
  {
    promise: 'Each mark of the timeline leads to the text of its line.',
    file: `${page}/timeline-svg.ts`,
    good: 'return id === undefined ? sign : html',
    bad: 'return id !== undefined ? sign : html',
    test: pageTest,
  },
  {
    promise: 'The page does not call logs good in which a query failed.',
    file: `${page}/log-report-page.ts`,
    good: "return runs.some(({ ended }) => ended === 'failed')",
    bad: 'return runs.some(({ ended }) => ended !== ended)',
    test: pageTest,
  },
  {
    promise: 'The timeline marks epochs with old offsets (CE-19).',
    file: `${logs}/report/timeline-recorder.ts`,
    good: 'run !== undefined && hasOldOffsets(run, observed.epoch, line)',
    bad: 'run === undefined && hasOldOffsets(run, observed.epoch, line)',
    test: pageTest,
  },
  {
    promise: 'A driver that is followed is read no further than it went before its executors were read.',
    file: follow,
    good: 'for (const [one, limit] of limits) await one.read(limit)',
    bad: 'for (const [one] of limits) await one.read(Infinity)',
    test: `${logs}/reading/follow.test.ts`,
  },
  {
    promise: 'A file that was not there when a check that follows began is read once it is there.',
    file: follow,
    good: 'handle ??= await opened(file)',
    bad: 'await opened(file)',
    test: `${logs}/reading/follow.test.ts`,
  },
  {
    promise: 'The logs of executors are followed before that of their driver.',
    file: 'conformance/cli/follow-log.ts',
    good: 'return drivers.has(file)',
    bad: 'return !unknown.has(file) && false',
    test: 'conformance/cli/check.test.ts',
  },
  {
    promise: 'The junit.xml of cwc check has failures exactly if the exit code is 1.',
    file: junit,
    good: 'const losing = findings.filter(losesRows)',
    bad: 'const losing = findings.filter((one) => !losesRows(one))',
    test: junitTest,
  },
  {
    promise: 'The junit.xml of cwc check takes no violation for certain that an unread file may explain.',
    file: junit,
    good: 'if (decides({ unread, files })) return tests',
    bad: 'if (unread.length >= 0) return tests',
    test: junitTest,
  },
]
