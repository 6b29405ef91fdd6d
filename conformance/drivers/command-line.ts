import { masterWord } from '../../src/adapters/spark/master.ts'
import { shellWord } from '../shell-word.ts'
import type { DriverChoice, ReportedChoice } from './choice.ts'

/** The driver and the options that run a case again. */
export interface Rerun {
  readonly choice: ReportedChoice
  /** Options and their values, one word each, unquoted. */
  readonly options: readonly string[]
}

/**
 * A command line of `cwc` that can be copied into a shell. The command of a user's driver comes last, after `--`. A driver in
 * process has none: `DRIVER` stands in its place.
 */
export function cwcCommandLine(command: readonly string[], { choice, options }: Rerun): string {
  return ['npx', 'cwc', ...wordsOf(command, options, choice)].map(shellWord).join(' ')
}

function wordsOf(command: readonly string[], options: readonly string[], choice: ReportedChoice): readonly string[] {
  switch (choice.kind) {
    case 'command':
      return [...command, ...options, '--', choice.command, ...choice.args]
    case 'in-process':
      return [...command, ...options, '--', 'DRIVER']
    case 'reference':
    case 'spark':
      return [...command, ...driverWords(choice), ...options]
  }
}

/** The options that choose the driver. There are none for the model, which is the default. */
function driverWords(choice: Exclude<DriverChoice, { readonly kind: 'command' }>): readonly string[] {
  if (choice.kind === 'reference') return []
  const { source, master } = choice
  return [
    ...(source.kind === 'release'
      ? ['--driver', `spark@${source.version}`]
      : ['--driver', 'spark', '--spark-home', source.home]),
    ...(master.kind === 'local' ? [] : ['--master', masterWord(master)]),
  ]
}

/** The item of `cwc matrix --drivers` for a column with this name and choice. */
export function columnWord(name: string, choice: ReportedChoice): string {
  switch (choice.kind) {
    case 'reference':
      return 'reference'
    case 'spark':
      return choice.source.kind === 'release' ? `spark@${choice.source.version}` : name
    case 'command':
      return `${name}=${[choice.command, ...choice.args].join(' ')}`
    case 'in-process':
      return name
  }
}

/** A word of a command line, quoted for a shell if necessary. */
