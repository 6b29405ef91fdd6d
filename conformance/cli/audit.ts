import { setImmediate } from 'node:timers/promises'
import { type Command, Option } from 'commander'
import { deviationsOf } from '../../src/reference/editions.ts'
import { circumstances } from '../audit/circumstances.ts'
import { describeRowFaults } from '../audit/describe-audit.ts'
import { type RowFaultSearch, searchRowFaults } from '../audit/search-row-faults.ts'
import { type SinkKind, sinkKinds, sinks } from '../audit/sinks.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { parseEdition } from './choose-driver.ts'
import { upTo } from './option-values.ts'

interface AuditOptions {
  readonly edition: string
  readonly sink?: SinkKind
  readonly partitions: number
  readonly epochs: number
  readonly rows: number
  readonly restarts: number
  readonly strikes: number
  readonly cleanLog: boolean
}

/** `cwc audit`: is there a row that is in no committed epoch, or in two? Asked of the model, and no verdict: no page promises it. */
export function auditCommand(program: Command, done: (code: ExitCode) => void, signal: AbortSignal): void {
  program
    .command('audit')
    .description(
      'ask of the model whether a row is lost or written twice: for each kind of sink, each thing that goes wrong',
    )
    .addOption(new Option('--sink <kind>', 'what the sink makes of an epoch that it has').choices(sinkKinds))
    .option('--edition <name>', 'whose model', 'spark-2.4')
    .option('--partitions <n>', 'how many partitions', upTo(4), 1)
    .option('--epochs <n>', 'how many epochs of each run', upTo(10), 1)
    .option('--rows <n>', 'how many rows a partition has', upTo(10), 2)
    .option('--restarts <n>', 'how often the query is stopped, and executed again', upTo(10), 2)
    .option('--strikes <n>', 'how often each thing goes wrong', upTo(10), 1)
    .option('--clean-log', 'the log of offsets is cleaned by hand before each restart', false)
    .addHelpText(
      'after',
      `\n${sinkKinds.map((kind) => `${kind}: ${sinks[kind]}`).join('\n')}\n\ndocs/lost-rows.md says what comes of it.`,
    )
    .action(async (options: AuditOptions) => done(await audit(options, signal)))
}

async function audit(options: AuditOptions, signal: AbortSignal): Promise<ExitCode> {
  const deviations = deviationsOf(parseEdition(options.edition))
  const { partitions, epochs, rows, restarts, strikes, cleanLog } = options
  const bounds = { partitions, epochs, rows, restarts, strikes }
  for (const circumstance of circumstances) {
    for (const sink of options.sink === undefined ? sinkKinds : [options.sink]) {
      for (const fate of ['lost', 'twice'] as const) {
        // Only between two searches can a signal come.
        await setImmediate()
        if (signal.aborted) return exitCodes.ranTooLittle
        const question: RowFaultSearch = { of: fate, sink, circumstance, bounds, cleanLog }
        console.log(describeRowFaults(question, searchRowFaults(question, deviations)))
      }
    }
  }
  return exitCodes.conforms
}
