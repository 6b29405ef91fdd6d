import { type Command, Option } from 'commander'
import { UsageError } from '../../errors.ts'
import type { CheckOptions } from '../actions/check.ts'
import type { CheckOnOptions } from '../check-on.ts'
import { repeated } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'

/** `cwc check FILE…`: the requirements held against the logs of queries that ran. */
export function checkCommand(program: Command, { done, signal }: CommandContext): void {
  program
    .command('check')
    .description(
      'read the logs of continuous queries that ran: did they keep the requirements, were rows lost or doubled?',
    )
    .argument(
      '[file...]',
      'logs of drivers and executors: files, also .gz and .zst, folders with them, - for standard input',
    )
    .option(
      '--layout <pattern>',
      'read all files in this pattern of log4j, such as "%d{ISO8601} [%t] %-5p %c{1} - %m%n"',
    )
    .option(
      '--edition <edition>',
      'the edition to judge by, such as spark-3.5, where no line says the release of Spark',
    )
    .option(
      '--checkpoint <dir>',
      'look at a checkpoint of the query, too, as cwc doctor does (may be repeated)',
      repeated,
    )
    .option(
      '--event-log <path>',
      'the event log of an application, or a folder with event logs: they tell whose job and task a line is about (may be repeated)',
      repeated,
    )
    .option('--report <dir>', 'write report.json, report.html (with a timeline) and junit.xml into this folder')
    .option('--verbose', 'print the verdict on each requirement, and every violation that was kept')
    .option(
      '--follow',
      'go on reading as the files grow, and print what is new: the log of a driver, and those of its executors',
    )
    .addOption(
      new Option(
        '--exit-on <what>',
        'with --follow: what ends it: a violation, a violation or lost rows (finding), or only Ctrl-C (never)',
      )
        .choices(['never', 'violation', 'finding'])
        .default('violation'),
    )
    .option('--json', 'print the report as JSON')
    .option('--on <master>', 'check in a job of Spark: local[*], spark://HOST:PORT, yarn or k8s://URL')
    .option('--spark <version>', 'with --on: the release of Spark that submits the job', '3.5.8')
    .option('--spark-home <dir>', 'with --on: the installed Spark that submits the job')
    .option('--node <path>', 'with --on: the Node of the workers', 'node')
    .addOption(
      new Option('--conf <key=value>', 'with --on: a setting of Spark (may be repeated)')
        .argParser(repeated)
        .default([], 'none'),
    )
    .option(
      '--table <path>',
      'with --on: write the table of verdicts there, as Parquet if it ends with .parquet, else as JSON',
    )
    .addHelpText('after', helpOnExitCodes)
    .action(
      async (
        files: readonly string[],
        options: CheckOptions & Omit<CheckOnOptions, 'on'> & { on?: string },
        command: Command,
      ) => {
        const { on } = options
        refuse(
          command,
          on === undefined ? onlyOnSpark : onlyHere,
          on === undefined ? 'only with --on' : 'not with --on',
        )
        if (options.follow !== true) refuse(command, ['exitOn'], 'only with --follow')
        done(
          on === undefined
            ? await (await import('../actions/check.ts')).check(files, options, signal)
            : await (await import('../check-on.ts')).checkOn(files, { ...options, on }, signal),
        )
      },
    )
}

const onlyOnSpark = ['sparkHome', 'spark', 'node', 'conf', 'table']
const onlyHere = ['eventLog', 'follow', 'exitOn']

/** Refuses options that would be without effect. @throws UsageError */
function refuse(command: Command, names: readonly string[], why: string): void {
  const given = command.options.find(
    (option) =>
      names.includes(option.attributeName()) && command.getOptionValueSource(option.attributeName()) === 'cli',
  )
  if (given !== undefined) throw new UsageError(`${given.long}: ${why}`)
}

const helpOnExitCodes = `
Examples:
  cwc check driver.log executor-*.log            a cluster: the driver and all executors
  cwc check logs/ --checkpoint checkpoints/q1    a folder of logs, and what a restart would do
  kubectl logs my-driver | cwc check -           standard input
  cwc check --follow driver.log --exit-on never  beside a query that runs

Exit codes (if several apply, the first of 2, 3, 1 and 4):
  0  no requirement is violated, and at least one held
  1  a requirement is violated, or rows can be lost or doubled by a restart (CE-19, CE-20, a dangerous checkpoint),
     or may have been (a suspect one), or a query will not start
  2  the command line is wrong, or a file or a checkpoint that it names does not exist
  3  nothing could be read: no file is a log in a layout that cwc knows
  4  nothing tells whether rows were lost, nothing could be checked, or a file of an application could not be read`
