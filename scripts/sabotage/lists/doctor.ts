import type { Sabotage } from '../sabotage.ts'

const checkpoint = 'conformance/checkpoint'
const states = `${checkpoint}/diagnose.test.ts`
const old = `${checkpoint}/old-entries.test.ts`
const repair = `${checkpoint}/repair.test.ts`
const carryOut = `${checkpoint}/carry-out.test.ts`
const command = `${checkpoint}/command-storage.test.ts`
const local = `${checkpoint}/local-storage.test.ts`
const texts = `${checkpoint}/describe.test.ts`
const action = 'conformance/cli/actions/doctor.ts'
const commandLine = 'conformance/cli/doctor.test.ts'

/** What `cwc doctor` says of a checkpoint, and what it does with it. */
export const doctorSabotages: readonly Sabotage[] = [
  {
    promise: 'Offset entries beyond the last commit make a checkpoint dangerous.',
    file: `${checkpoint}/verdict-on.ts`,
    good: "'offsets-ahead': 'dangerous'",
    bad: "'offsets-ahead': 'clean'",
    test: states,
  },
  {
    promise: 'A checksum without an entry beyond the last commit is dangerous.',
    file: `${checkpoint}/verdict-on.ts`,
    good: "'stray-checksum': 'dangerous'",
    bad: "'stray-checksum': 'clean'",
    test: states,
  },
  {
    promise: 'A checkpoint from which no query starts is never called anything else.',
    file: `${checkpoint}/diagnose.ts`,
    good: "(['will not start', 'dangerous', 'suspect', 'cannot tell'] as const)",
    bad: "(['dangerous', 'suspect', 'cannot tell', 'will not start'] as const)",
    test: 'conformance/checkpoint/recorded.test.ts',
  },
  {
    promise: 'The last entry of the commit log is read as a start reads it.',
    file: `${checkpoint}/read-checkpoint.ts`,
    good: 'epoch === last && commitIn',
    bad: 'epoch < 0 && commitIn',
    test: states,
  },
  {
    promise: 'A file that the kit cannot read gives no verdict.',
    file: `${checkpoint}/verdict-on.ts`,
    good: "'not-read': 'cannot tell'",
    bad: "'not-read': 'clean'",
    test: states,
  },
  {
    promise: 'JSON that is nested too deep is not called torn.',
    file: `${checkpoint}/entry.ts`,
    good: "kind === 'too-deep' ? 'unreadable' : 'torn'",
    bad: "kind === 'too-deep' ? 'torn' : 'torn'",
    test: states,
  },
  {
    promise: 'The newest entry that can be read says whether a query is continuous.',
    file: `${checkpoint}/diagnose.ts`,
    good: 'kinds.findLast(',
    bad: 'kinds.find(',
    test: states,
  },
  {
    promise: 'Offsets that go back are seen across entries without numbers.',
    file: `${checkpoint}/diagnose.ts`,
    good: 'position < (before?.get(partition) ?? position)',
    bad: 'position > (before?.get(partition) ?? position)',
    test: states,
  },
  {
    promise: 'A name that is a number, but not as Spark writes it, is no entry.',
    file: `${checkpoint}/log-files.ts`,
    good: "'(?:0|[1-9]\\\\d{0,14})'",
    bad: "'(?:\\\\d{1,15})'",
    test: states,
  },
  {
    promise: 'A slow sink is no earlier run.',
    file: `${checkpoint}/old-entries.ts`,
    good: 'commit - at > least && commit - newestUpTo(times, commit) > least',
    bad: 'commit - at > least',
    test: old,
  },
  {
    promise: 'The last committed entry is judged by its own commit.',
    file: `${checkpoint}/old-entries.ts`,
    good: 'epoch === last ? own : before',
    bad: 'before',
    test: old,
  },
  {
    promise: 'Entries of an earlier run are found also if they are most of the entries.',
    file: `${checkpoint}/old-entries.ts`,
    good: 'quantile(0.1, waits)',
    bad: 'quantile(0.5, waits)',
    test: old,
  },
  {
    promise: 'A repair moves the newest epoch first.',
    file: `${checkpoint}/repair.ts`,
    good: 'toSorted((one, other) => other - one)',
    bad: 'toSorted((one, other) => one - other)',
    test: repair,
  },
  {
    promise: 'A repair moves the checksum with its entry.',
    file: `${checkpoint}/repair.ts`,
    good: '].filter((name) => files[log].has(name))',
    bad: '].slice(1).filter((name) => files[log].has(name))',
    test: repair,
  },
  {
    promise: 'A repair moves no committed entry.',
    file: `${checkpoint}/repair.ts`,
    good: 'epochs.filter((epoch) => epoch > last)',
    bad: 'epochs.filter((epoch) => epoch >= last)',
    test: repair,
  },
  {
    promise: 'A repair is refused if the last committed entry is old.',
    file: `${checkpoint}/repair.ts`,
    good: 'finding.epoch - 1 <= last',
    bad: 'finding.epoch <= last',
    test: repair,
  },
  {
    promise: 'A checkpoint that changes while it is looked at is not touched.',
    file: `${checkpoint}/carry-out.ts`,
    good: 'now.checkpoint.fingerprint !== work.before.fingerprint',
    bad: 'false',
    test: carryOut,
  },
  {
    promise: 'A repair that fails half-way names the files that it has moved.',
    file: `${checkpoint}/carry-out.ts`,
    good: 'done: moved(storage, work), stopped',
    bad: 'done: [], stopped',
    test: carryOut,
  },
  {
    promise: 'A repair replaces no file.',
    file: `${checkpoint}/local-storage.ts`,
    good: '!== undefined) {\n        throw new StorageError',
    bad: '=== null) {\n        throw new StorageError',
    test: local,
  },
  {
    promise: 'A named pipe in a checkpoint is not waited for.',
    file: `${checkpoint}/local-storage.ts`,
    good: 'if (!status.isFile())',
    bad: 'if (status.isDirectory())',
    test: local,
  },
  {
    promise: 'Links in a checkpoint are followed.',
    file: `${checkpoint}/local-storage.ts`,
    good: 'const status = statSync(file)',
    bad: 'const status = lstatSync(file)',
    test: local,
  },
  {
    promise: 'A listing that is not understood is no list of files.',
    file: `${checkpoint}/listing.ts`,
    good: 'count === files.length ? files :',
    bad: 'count >= 0 ? files :',
    test: 'conformance/checkpoint/listing.test.ts',
  },
  {
    promise: 'A command that ignores signals is killed at its time limit.',
    file: `${checkpoint}/command-storage.ts`,
    good: "killSignal: 'SIGKILL'",
    bad: "killSignal: 'SIGCONT'",
    test: command,
  },
  {
    promise: 'A command moves at most 200 files per call.',
    file: `${checkpoint}/command-storage.ts`,
    good: 'const mostPerCall = 200',
    bad: 'const mostPerCall = 2_000_000',
    test: command,
  },
  {
    promise: 'A quote keeps blanks in a word of --via.',
    file: `${checkpoint}/words-of-command.ts`,
    good: "'$1$2'",
    bad: "'$1'",
    test: 'conformance/checkpoint/words-of-command.test.ts',
  },
  {
    promise: 'A file of the future counts as that of a query that runs.',
    file: `${checkpoint}/running-query.ts`,
    good: 'age >= quiet) return undefined',
    bad: 'Math.abs(age) >= quiet) return undefined',
    test: 'conformance/checkpoint/running-query.test.ts',
  },
  {
    promise: 'The name of a checkpoint cannot steer the terminal.',
    file: `${checkpoint}/describe-diagnosis.ts`,
    good: '  return [`${visible(folder)',
    bad: '  return [`${String(folder)',
    test: texts,
  },
  {
    promise: 'The text says at most how much is lost.',
    file: `${checkpoint}/describe-old-offsets.ts`,
    good: 'Math.max(0, one)',
    bad: 'one',
    test: texts,
  },
  {
    promise: 'Without a terminal, --fix moves nothing.',
    file: action,
    good: 'options.dryRun ?? !process.stdout.isTTY',
    bad: 'options.dryRun ?? false',
    test: commandLine,
  },
  {
    promise: 'A dangerous checkpoint ends cwc doctor with 1.',
    file: 'conformance/checkpoint/verdict-on.ts',
    good: "['dangerous', 'suspect', 'will not start']",
    bad: "['suspect', 'will not start']",
    test: commandLine,
  },
  {
    promise: 'What is no checkpoint ends cwc doctor with 3.',
    file: action,
    good: '? exitCodes.conforms : exitCodes.couldNotRun',
    bad: '? exitCodes.conforms : exitCodes.conforms',
    test: commandLine,
  },
  {
    promise: 'The way back is told before the first move.',
    file: `${checkpoint}/carry-out.ts`,
    good: '    work.onBegin()\n',
    bad: '',
    test: commandLine,
  },
  {
    promise: 'A checkpoint through a command takes at most 21 calls.',
    file: `${checkpoint}/read-checkpoint.ts`,
    good: 'committed: 8, ahead: 8',
    bad: 'committed: 9, ahead: 8',
    test: commandLine,
  },
  {
    promise: 'A folder of another scheme is not taken for one of this machine.',
    file: `${checkpoint}/local-path.ts`,
    good: "scheme.toLowerCase() !== 'file'",
    bad: 'scheme.length > 99',
    test: commandLine,
  },
]
