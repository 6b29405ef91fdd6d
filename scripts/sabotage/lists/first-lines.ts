import type { Sabotage } from '../sabotage.ts'

const firstLines = 'conformance/cli/first-lines.test.ts'
const diagnosis = 'conformance/report/diagnosis.ts'
const causes = 'conformance/report/causes.ts'
const groups = 'conformance/report/group-failures.ts'
const groupTests = 'conformance/report/group-failures.test.ts'
const shown = 'conformance/report/describe-cause.ts'
const smoke = 'conformance/smoke/smoke-report.ts'
const smokeTests = 'conformance/cli/smoke.test.ts'

/** What a failure says first, over the thirty broken drivers, and the order of the findings of `cwc smoke`. */
export const firstLineSabotages: readonly Sabotage[] = [
  {
    promise: 'The first line of a failure names the requirement.',
    file: 'conformance/report/headline.ts',
    good: "[requirements.join(', '), ",
    bad: '[',
    test: firstLines,
  },
  {
    promise: 'The first line of a failure says what is wrong, with its values.',
    file: diagnosis,
    good: 'says: problemInOneLine(why, trace.slice(0, at + 1)),',
    bad: "says: 'different',",
    test: firstLines,
  },
  {
    promise: 'The first line of a failure of the driver itself begins with "driver:".',
    file: shown,
    good: "failure.requirements.length === 0 ? 'driver: ' : ''",
    bad: "failure.requirements.length === 0 ? '' : ''",
    test: firstLines,
  },
  {
    promise: 'A failure is named by the first step that the model does not allow.',
    file: diagnosis,
    good: "case 'mismatch':\n      // The scenario",
    bad: "case 'mismatch':\n      return byExpectation(failure.mismatch, requirements, trace)\n      // The scenario",
    test: firstLines,
  },
  {
    promise: 'Log lines are named only where nothing else differs.',
    file: diagnosis,
    good: "explain(trace, edition, { logs: 'ignore' }) ?? ",
    bad: '',
    test: firstLines,
  },
  {
    promise: 'A driver that breaks the protocol has one cause, wherever it does so.',
    file: groups,
    good: "kind === 'off-protocol' ? kind : ",
    bad: '',
    test: groupTests,
  },
  {
    promise: 'Failures by one cause are shown once.',
    file: groups,
    good: 'const group = groups.get(root)',
    bad: 'const group = groups.get(String(groups.size))',
    test: groupTests,
  },
  {
    promise:
      'Failures of one requirement that are wrong in one way at one kind of event have one cause, whatever their words.',
    file: groups,
    good: '[sameWords(diagnosis), ...sameEvents(diagnosis)]',
    bad: '[sameWords(diagnosis)]',
    test: groupTests,
  },
  {
    promise: 'A refusal after another fault of the implementation is named by that fault.',
    file: diagnosis,
    good: "const earlier = kind === 'refused' && failure.attempted.length > 0 ? byModel(trace, edition) : undefined",
    bad: 'const earlier = undefined',
    test: 'conformance/report/diagnosis.test.ts',
  },
  {
    promise: 'The requirement of a cause is the likeliest of those that its failures name.',
    file: causes,
    good: 'other.suspicion - one.suspicion',
    bad: 'one.suspicion - other.suspicion',
    test: firstLines,
  },
  {
    promise: 'A failure that breaks the protocol names the command that looks at the driver alone.',
    file: shown,
    good: "if (kind !== 'off-protocol') return []",
    bad: 'return []',
    test: firstLines,
  },
  {
    promise: 'A failure has the line that runs the case again.',
    file: shown,
    good: 'one === undefined ? [] : [line(`again',
    bad: 'one !== null ? [] : [line(`again',
    test: 'conformance/report/generated-report.test.ts',
  },
  {
    promise: 'The step that goes wrong is marked in the trace.',
    file: shown,
    good: 'const isMarked = at === marked',
    bad: 'const isMarked = at === -1 + 0 * (marked ?? 0)',
    test: 'conformance/report/generated-report.test.ts',
  },
  {
    promise: 'The first line of smoke names the finding that breaks most.',
    file: smoke,
    good: 'rank(one) - rank(other)',
    bad: 'rank(other) - rank(one)',
    test: smokeTests,
  },
  {
    promise: 'smoke ranks the damage of findings that are not ok among each other.',
    file: smoke,
    good: 'isNotOk(finding) ? damages.indexOf(finding.breaks) : damages.length',
    bad: 'isNotOk(finding) ? -damages.indexOf(finding.breaks) : damages.length',
    test: 'conformance/smoke/smoke-report.test.ts',
  },
  {
    promise: 'smoke says what a driver breaks without the promise.',
    file: smoke,
    good: "breaks === 'every case' ? 'every case fails'",
    bad: "breaks === 'every case' ? 'it fails'",
    test: smokeTests,
  },
  {
    promise: 'Each statement of docs/protocol.md has a check of smoke, or a reason for none.',
    file: 'conformance/smoke/promises.ts',
    good: "  by('Only a line feed ends a line.', 'only a line feed ends a line'),\n",
    bad: '',
    test: 'conformance/smoke/promises.test.ts',
  },
]
