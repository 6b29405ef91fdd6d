import { type Command, Option } from 'commander'
import { masterForms } from '../../../src/adapters/spark/master.ts'
import { editionNames } from '../../../src/reference/editions.ts'
import { usualTimeout } from '../../drivers/rerun-options.ts'
import { seconds } from '../option-values.ts'

/** The argument that takes the command of the user's own driver. */
export const driverCommand = ['[command...]', 'a program that speaks the driver protocol (docs/protocol.md)'] as const

/** Gives a command the options that choose a driver, the edition, and the time limit of one call. */
export function withDriverOptions(
  command: Command,
  driver = 'reference (the model; the default) or spark@VERSION, such as spark@3.5.8',
): Command {
  return withSparkOptions(command.option('--driver <name>', driver))
    .option('--edition <name>', `the edition to test against: ${editionNames.join(', ')} (default: the driver's own)`)
    .option('--timeout <seconds>', 'the time limit of one call to the driver', seconds, usualTimeout)
}

/** Gives a command the options that only real Spark takes. */
export function withSparkOptions(command: Command): Command {
  return command
    .addOption(new Option('--master <where>', `where real Spark runs its tasks: ${masterForms} (default: local)`))
    .addOption(new Option('--spark-home <dir>', 'with --driver spark: the installed Spark whose jars to run'))
}
