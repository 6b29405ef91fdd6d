import type { Command } from 'commander'
import { seconds } from '../option-values.ts'
import type { CommandContext } from './command-context.ts'

interface SmokeWords {
  readonly timeout: number
  readonly json?: boolean
}

/** `cwc smoke -- COMMAND`: does a driver itself keep the protocol? */
export function smokeCommand(program: Command, { done, signal }: CommandContext): void {
  program
    .command('smoke')
    .description('check a driver itself: each method, each role that it claims, each kind of bad request')
    .usage('[options] -- COMMAND ARGS…')
    .argument('<command...>', 'a program that speaks the driver protocol (docs/protocol.md)')
    .option('--timeout <seconds>', 'the time limit of one call to the driver', seconds, 20)
    .option('--json', 'print JSON')
    .action(async ([command = '', ...args]: string[], { timeout, json = false }: SmokeWords) => {
      const { smoke } = await import('../actions/smoke.ts')
      const streams = { output: process.stdout, progress: process.stderr }
      done(await smoke({ command, args, timeoutSeconds: timeout, json, signal }, streams))
    })
}
