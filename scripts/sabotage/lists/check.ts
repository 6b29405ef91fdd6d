import type { Sabotage } from '../sabotage.ts'

const folder = 'conformance/production-logs'
const rules = `${folder}/rules/rules.test.ts`
const together = `${folder}/runs/contradictions.test.ts`
const contradictions = `${folder}/runs/contradictions.ts`
const files = 'conformance/log-files'
const logs = `${files}/check-logs.test.ts`
const headline = `${folder}/report/headline.ts`
const code = `${folder}/report/conclusion.ts`
const codeTest = `${folder}/report/conclusion.test.ts`

/** What `cwc check` reads, says and returns. That each rule can hold and be violated, rules.test.ts itself shows by spoiling each of them. */
export const checkSabotages: readonly Sabotage[] = [
  // missing files of a rotated log
  ...(
    [
      [
        'What contradicts across a missing file of a rotated log is no violation.',
        `${files}/check-logs.ts`,
        'application.seeGap(name, before, missing)',
        'undefined',
        `${files}/missing-files.test.ts`,
      ],
      [
        'What contradicts behind a missing file of a rotated log is a violation.',
        `${folder}/runs/gaps.ts`,
        'earlier.line <= before && before < later.line',
        'before < later.line',
        `${files}/missing-files.test.ts`,
      ],
      [
        'Offsets whose line may be in a missing file are none of an earlier run.',
        `${folder}/runs/advance.ts`,
        'return !isFailed && !mayBeInGap(run, epoch)',
        'return !isFailed',
        `${folder}/gaps.test.ts`,
      ],
      [
        'Offsets whose commit may be in a missing file are not ahead.',
        `${folder}/runs/before.ts`,
        'if (run.gap !== undefined)',
        'if (run.gap === null)',
        `${folder}/gaps.test.ts`,
      ],
      [
        'A file of a rotated log that is there and empty is not missing.',
        `${files}/plan-logs.ts`,
        'why !== undefined || look.isEmpty ?',
        'why !== undefined ?',
        `${files}/missing-files.test.ts`,
      ],
    ] as const
  ).map(([promise, file, good, bad, test]): Sabotage => ({ promise, file, good, bad, test })),
  // the first line
  {
    promise: 'Logs of executors alone are no sign that no row was lost.',
    file: `${folder}/report/untold.ts`,
    good: 'if (hasOnlyExecutors(report)) return',
    bad: 'if (!hasOnlyExecutors(report)) return',
    test: `${folder}/report/headline.test.ts`,
  },
  {
    promise: 'A checkpoint settles no finding if a run on it is not in the logs.',
    file: `${folder}/report/settled.ts`,
    good: "    case 'commits-of-other-runs':\n      return true",
    bad: "      return true\n    case 'commits-of-other-runs':\n      return false",
    test: `${folder}/report/settled.test.ts`,
  },
  {
    promise: 'A log that ends in the middle of an epoch cannot tell whether rows are lost.',
    file: `${folder}/report/findings.ts`,
    good: "!hasEnded && first === last ? 'ahead-so-far' : 'offsets-ahead'",
    bad: "'offsets-ahead'",
    test: `${folder}/report/open-runs.test.ts`,
  },
  {
    promise: 'A log that ends behind an error of added offsets does not show that commits stopped.',
    file: `${folder}/report/findings.ts`,
    good: "isStopShown(run, ignored) ? 'commits-stopped' : 'commits-stopped-so-far'",
    bad: "isStopShown(run, ignored) ? 'commits-stopped' : 'commits-stopped'",
    test: `${folder}/report/open-runs.test.ts`,
  },
  {
    promise: 'A killed run after which another one began is judged by that one.',
    file: `${folder}/report/open-runs.ts`,
    good: "run.ended === 'still running' && nextOf(run, applications) === undefined",
    bad: "run.ended === 'still running'",
    test: `${folder}/report/open-runs.test.ts`,
  },
  {
    promise: 'Logs in which no entry shows are no sign that no row was lost.',
    file: `${folder}/report/untold.ts`,
    good: '!isAnyEntrySeen && (areEntriesHidden || hasSecondEpoch(report))',
    bad: '!isAnyEntrySeen && !areEntriesHidden && hasSecondEpoch(report)',
    test: `${folder}/report/headline.test.ts`,
  },
  {
    promise: 'The headline of several applications is the worst one.',
    file: `${folder}/report/headline.ts`,
    good: '(one, other) => rank(one) - rank(other))\n',
    bad: '(one, other) => rank(other) - rank(one))\n',
    test: `${folder}/report/headline.test.ts`,
  },
  {
    promise: 'Without a driver, only a task that wrote for a continuous query is named for its failure.',
    file: `${folder}/report/findings.ts`,
    good: 'stages.filter(({ isWriting, isMixed }) => isWriting && !isMixed)',
    bad: 'stages.filter(({ isMixed }) => !isMixed)',
    test: `${folder}/report/task-failed.test.ts`,
  },
  {
    promise: 'The failure of a killed task is not named.',
    file: `${folder}/report/findings.ts`,
    good: 'task.id?.attempt === 0 && task.killed === undefined',
    bad: 'task.id?.attempt === 0',
    test: `${folder}/report/task-failed.test.ts`,
  },
  // how logs are found and read
  {
    promise: 'A log whose beginning does not name Spark counts as one of Spark if it has lines of a query.',
    file: `${files}/other-programs.ts`,
    good: "one.role === 'none' && logs.has(one.name)",
    bad: 'logs.has(one.name)',
    test: logs,
  },
  {
    promise: 'The metadata of a checkpoint is no event log.',
    file: `${files}/read-event-log.ts`,
    good: 'only here.\n    if (!isEventLog())',
    bad: 'only here.\n    if (files.length === 0)',
    test: `${files}/event-logs.test.ts`,
  },
  {
    promise: 'A folder with one name of a checkpoint is none.',
    file: `${files}/hints.ts`,
    good: 'whats.size > 1',
    bad: 'whats.size > 0',
    test: `${files}/hints.test.ts`,
  },
  {
    promise: 'An option that was given is not named in a hint.',
    file: `${files}/log-report.ts`,
    good: '!taken.has(resolve(path))',
    bad: '!taken.has(resolve(path, "x"))',
    test: `${files}/hints.test.ts`,
  },
  {
    promise: 'Applications are in the order of time, whatever the names of their files.',
    file: `${files}/in-time.ts`,
    good: '(one.when?.time ?? 0) - (other.when?.time ?? 0)',
    bad: '(other.when?.time ?? 0) - (one.when?.time ?? 0)',
    test: `${files}/plan-logs.test.ts`,
  },
  {
    promise: 'The parts of a rotated log are read from the oldest to the newest.',
    file: `${files}/sequences.ts`,
    good: 'second - first : one.localeCompare(other)',
    bad: 'first - second : one.localeCompare(other)',
    test: `${files}/sequences.test.ts`,
  },
  {
    promise: 'The part of a rotated log without a mark is the newest one.',
    file: `${files}/sequences.ts`,
    good: 'return isOne ? 1 : -1',
    bad: 'return isOne ? -1 : 1',
    test: `${files}/sequences.test.ts`,
  },
  {
    promise: 'The stamps of its first records decide the order of the parts of a log.',
    file: `${files}/sequences.ts`,
    good: "(hasDates ? (one.stamp ?? '').localeCompare(other.stamp ?? '') : 0)",
    bad: 'Number(!hasDates && 0)',
    test: logs,
  },
  {
    promise: 'All frames of a file in zstd are read.',
    file: `${files}/unzstd.ts`,
    good: 'while (await input.has(1)) {',
    bad: 'for (let at = 0; at < 1 && (await input.has(1)); at++) {',
    test: logs,
  },
  {
    promise: 'A log in UTF-16 is read.',
    file: `${folder}/reading/encoding.ts`,
    good: "? 'UTF-16' : 'plain'",
    bad: "? 'plain' : 'plain'",
    test: logs,
  },
  {
    promise: 'What is unpacked may be UTF-16 itself.',
    file: `${files}/open-log.ts`,
    good: "encodingOf(first) === 'UTF-16' ? utf16(all) : all",
    bad: 'all',
    test: `${files}/check-logs.test.ts`,
  },
  {
    promise: 'Logs of two applications are told apart by the id in the path or in the lines.',
    file: `${files}/applications.ts`,
    good: 'log.application ?? `driver',
    bad: 'undefined ?? `driver',
    test: logs,
  },
  {
    promise: 'The logs of executors are read before that of their driver.',
    file: `${files}/applications.ts`,
    good: "[...own.filter(({ role }) => role !== 'driver'), ...drivers]",
    bad: "[...drivers, ...own.filter(({ role }) => role !== 'driver')]",
    test: logs,
  },
  {
    promise: 'A pattern of --layout is what the files are read with.',
    file: 'conformance/cli/actions/check.ts',
    good: 'layout === undefined\n        ? undefined',
    bad: 'layout !== null\n        ? undefined',
    test: 'conformance/cli/check.test.ts',
  },
  // exit codes
  {
    promise: 'An application that cannot tell ends cwc check with 4 beside one that can.',
    file: headline,
    good: '[doesNotConform, ranTooLittle].find(',
    bad: '[doesNotConform].find(',
    test: `${folder}/report/answer-and-exit-code.test.ts`,
  },
  {
    promise: 'A violation ends cwc check with 1.',
    file: headline,
    good: "answer: 'requirements violated', exit,",
    bad: "answer: 'requirements violated', exit: conforms,",
    test: codeTest,
  },
  {
    promise: 'Commits that stopped end cwc check with 1.',
    file: headline,
    good: 'if (findings.some(losesRows)) {',
    bad: 'if (findings.some(losesRows) && violated > 9) {',
    test: codeTest,
  },
  {
    promise: 'A check without a log ends with 3.',
    file: code,
    good: 'exitCodeOfAll(report) : exitCodes.couldNotRun',
    bad: 'exitCodeOfAll(report) : exitCodes.conforms',
    test: codeTest,
  },
  {
    promise: 'A check in which nothing held ends with 4.',
    file: headline,
    good: "return { answer: 'cannot tell', exit: ranTooLittle, why: untoldWhy }",
    bad: "return { answer: 'cannot tell', exit: conforms, why: untoldWhy }",
    test: codeTest,
  },
  {
    promise: 'A check of which a file could not be read ends with 4, also if its application has no continuous query.',
    file: `${folder}/report/untold.ts`,
    good: '(one.unread ?? []).length > 0 ||',
    bad: '(one.unread ?? []).length > 99 ||',
    test: `${folder}/report/answer-and-exit-code.test.ts`,
  },
  {
    promise: 'A dangerous checkpoint beside the logs ends cwc check with 1.',
    file: headline,
    good: 'isBadVerdict(conclusion.verdict) ? doesNotConform : ranTooLittle',
    bad: 'isBadVerdict(conclusion.verdict) ? ranTooLittle : ranTooLittle',
    test: codeTest,
  },
  {
    promise: 'A checkpoint that was not compared with the logs ends cwc check with 4.',
    file: headline,
    good: ": { answer: 'cannot tell', exit, why: 'the checkpoint could not be compared with the logs' }",
    bad: ": { answer: 'no sign', exit: conforms }",
    test: 'conformance/cli/check.test.ts',
  },
  {
    promise: 'A checkpoint is clean for certain only if each run that committed its last entry had logged it.',
    file: `${folder}/report/own-entry.ts`,
    good: 'isOlder || !isOwn',
    bad: 'isOlder',
    test: `${folder}/report/own-entry.test.ts`,
  },
  {
    promise: 'A clean checkpoint is dangerous if, by the logs, the next start is one from old offsets.',
    file: `${folder}/report/checkpoint-verdict.ts`,
    good: "one.kind === 'next-start-is-old' && moves(one)",
    bad: "one.kind === 'next-start-is-old' && one.run === ''",
    test: codeTest,
  },
  // what rules rest on
  {
    promise: 'A task that fails before its write has no writer to abort.',
    file: `${folder}/observations/patterns.ts`,
    good: "frames.some((line) => line.includes('tryWithSafeFinallyAndFailureCallbacks(')) &&",
    bad: '',
    test: rules,
  },
  {
    promise: 'A failure to close a writer that is not there aborts no writer.',
    file: `${folder}/observations/patterns.ts`,
    good: "if (error.startsWith('java.lang.NullPointerException') && top.includes('.ContinuousWriteRDD.')) return false",
    bad: '',
    test: rules,
  },
  {
    promise:
      'An epoch that was complete before its turn has to follow its predecessor, also if no line says that it waits.',
    file: `${folder}/runs/advance.ts`,
    good: '(epoch?.failedOffset === false && isComplete(run, number))',
    bad: 'false',
    test: rules,
  },
  {
    promise: "An exception of Spark's class that the sink throws itself may be wrapped at the end of a query.",
    file: `${folder}/rules/end-rules.ts`,
    good: 'run.failures.every(hasName)',
    bad: 'run.failures.length > 0',
    test: rules,
  },
  {
    promise: 'A line that follows its own copy does not say that a commit was interrupted.',
    file: `${folder}/runs/advance.ts`,
    good: 'line > committingLine + 1',
    bad: 'line > committingLine',
    test: `${folder}/report/findings.test.ts`,
  },
  {
    promise: 'The second of two waiting epochs is judged by the requirement on several of them.',
    file: `${folder}/runs/advance.ts`,
    good: "run.ready?.hasWaited === true ? 'EC-37' : 'EC-36'",
    bad: "run.ready?.hasWaited === true ? 'EC-36' : 'EC-36'",
    test: rules,
  },
  {
    promise: 'A commit of the start epoch waits for no earlier one.',
    file: `${folder}/rules/coordinator-rules.ts`,
    good: 'return observed.epoch === run.startEpoch\n',
    bad: 'return observed.epoch >= run.startEpoch\n',
    test: rules,
  },
  {
    promise: 'A requirement is not held if the lines that decide are hidden.',
    file: `${folder}/report/verdicts.ts`,
    good: "if (why.size > 0) return { kind: 'cannot tell', why: [...why], held }",
    bad: '',
    test: rules,
  },
  // lines that do not go together
  ...(
    [
      [
        'Two lines that give a task of one TID different numbers cannot be told.',
        '!isSame(task.id, observed.task)',
        'false',
      ],
      ['A task that is launched twice cannot be told.', 'if (task?.launched !== undefined)', 'if (task === null)'],
      ['A task that ends twice cannot be told.', "task?.isClosed === true && kind !== 'task-killed'", 'false'],
      [
        'Tasks of a stage that are submitted twice cannot be told.',
        'return stage.partitions === undefined ? undefined :',
        'return stage.number >= 0 ? undefined :',
      ],
      [
        'A writer of a partition of which no task runs cannot be told.',
        'task.begun === undefined && showsTasks()',
        'task.begun === null && showsTasks()',
      ],
      [
        'A task that writes before it runs cannot be told.',
        'task !== undefined && task.firstEpoch >= 0 ?',
        'task === null ?',
      ],
      [
        'A task of an executor that the driver has not launched cannot be told.',
        'tasks.some(({ begun, launched }) => begun !== undefined && launched === undefined)',
        'false',
      ],
      [
        'A run that ends twice cannot be told.',
        'return run.ended === undefined || run.ended.isReconfigured ?',
        'return run.untold.size >= 0 ?',
      ],
      [
        'An entry of the checkpoint that was begun and is not there cannot be told.',
        'if (run.begun === undefined) return undefined\n',
        'if (run.untold.size >= 0) return undefined\n',
      ],
      [
        'An entry of the checkpoint that no line begins cannot be told.',
        'if (run.hasBegun && run.begun === undefined)',
        'if (run.hasBegun && run.runId === null)',
      ],
      [
        'Another entry of the checkpoint than the one that was begun cannot be told.',
        'run.begun.epoch !== epoch || entryOf(run.begun.log) !== kind',
        'epoch < 0',
      ],
      [
        'An epoch that is committed and was never ready cannot be told.',
        'return run.hasReady && run.ready?.epoch !== epoch',
        'return epoch < 0',
      ],
      ['An epoch that is ready twice cannot be told.', 'run.ready?.epoch === observed.epoch ?', 'observed.epoch < 0 ?'],
      [
        'An epoch that is ready and not committed cannot be told.',
        'ready === undefined || (lastCommitted === undefined',
        'ready !== null || (lastCommitted === undefined',
      ],
      [
        'A commit of a partition that leaves an epoch out cannot be told.',
        'observed.epoch > last + 1',
        'observed.epoch < 0',
      ],
      [
        'An epoch that waits without its last message cannot be told.',
        'return run.handling === observed.epoch',
        'return run.handling !== null',
      ],
      ['Offsets that do not follow their reports cannot be told.', 'run.reporting !== epoch\n', 'epoch < 0\n'],
    ] as const
  ).map(([promise, good, bad]): Sabotage => ({ promise, file: contradictions, good, bad, test: together })),
]
