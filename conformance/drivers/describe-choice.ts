import type { ReportedChoice } from './choice.ts'

/** The choice of a driver in words: a command line, or the name of a release. */
export function describeChoice(choice: ReportedChoice): string {
  switch (choice.kind) {
    case 'reference':
      return 'the reference model'
    case 'spark':
      return choice.source.kind === 'release' ? `spark@${choice.source.version}` : `spark at ${choice.source.home}`
    case 'command':
      return [choice.command, ...choice.args].join(' ')
    case 'in-process':
      return 'a driver in process'
  }
}
