import type { Command } from 'commander'
import type { CommandContext } from './command-context.ts'

/** What declares each command, in the order of the help. */
const commands: Readonly<Record<string, () => Promise<(program: Command, context: CommandContext) => void>>> = {
  run: async () => (await import('./run.ts')).runCommand,
  matrix: async () => (await import('./matrix.ts')).matrixCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  merge: async () => (await import('./merge.ts')).mergeCommand,
  diff: async () => (await import('./diff.ts')).diffCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  explore: async () => (await import('./explore.ts')).exploreCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  sink: async () => (await import('./sink.ts')).sinkCommand,
  reproduce: async () => (await import('./reproduce.ts')).reproduceCommand,
  list: async () => (await import('./list.ts')).listCommand,
  show: async () => (await import('./show.ts')).showCommand,
  init: async () => (await import('./init.ts')).initCommand,
  smoke: async () => (await import('./smoke.ts')).smokeCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
}

/** Declares the command that these words begin with. Other words, such as those that ask for help, may be about any: it declares all. */
export async function declareCommands(program: Command, context: CommandContext, [name = '']: readonly string[]) {
  const names = Object.hasOwn(commands, name) ? [name] : Object.keys(commands)
  const declarations = await Promise.all(names.map((one) => commands[one]?.()))
  for (const declare of declarations) declare?.(program, context)
}
